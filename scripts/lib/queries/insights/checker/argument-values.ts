import type { CallExpression, Expression } from '../ast.ts';
import type { FunctionDefinition } from '../functions.ts';
import type { CheckContext } from './context.ts';

/** Checks what literals say, beyond their type: a percentile, a subnet, a format. */
export function checkArgumentValues(
  call: CallExpression,
  definition: FunctionDefinition,
  context: CheckContext,
): void {
  const { name, kind } = definition;
  const [first, second] = call.arguments;
  if (name === 'pct') checkPercentile(second, context);
  if (/^isIp\w*InSubnet$/.test(name)) checkSubnet(second, name, context);
  if (name === 'formatDate') checkFormat(second, context);
  if (kind !== 'scalar') checkAggregated(first, name, context);
}

function checkPercentile(argument: Expression | undefined, context: CheckContext): void {
  if (argument?.kind !== 'number' || (argument.value >= 0 && argument.value <= 100)) return;
  context.report(
    'percentile-range',
    `A percentile lies from 0 to 100, not at ${argument.raw}.`,
    argument,
  );
}

function checkSubnet(argument: Expression | undefined, name: string, context: CheckContext): void {
  if (argument?.kind !== 'string' && argument?.kind !== 'number') return;
  const text = argument.kind === 'string' ? argument.value : argument.raw;
  const family = familyOf(text);
  const wanted = name === 'isIpv4InSubnet' ? 4 : name === 'isIpv6InSubnet' ? 6 : family;
  if (family !== undefined && family === wanted) return;
  const example = wanted === 6 ? '"2001:db8::/32"' : '"10.0.0.0/8"';
  context.report(
    'argument-type',
    `${name} takes a subnet such as ${example} here, found ${text}.`,
    argument,
  );
}

/** Of a subnet in CIDR notation; undefined where the text is none. */
function familyOf(text: string): 4 | 6 | undefined {
  const [, address = '', length = ''] = /^([\da-fA-F:.]+)\/(\d{1,3})$/.exec(text) ?? [];
  const bytes = address.split('.');
  if (bytes.length === 4 && bytes.every((byte) => /^\d{1,3}$/.test(byte) && Number(byte) <= 255))
    return Number(length) <= 32 ? 4 : undefined;
  return address.includes(':') && Number(length) <= 128 ? 6 : undefined;
}

/** Source: CWL_QuerySyntax-operations-functions.html#CWL_QuerySyntax-datetime: formatDate(@timestamp, "%Y-%m-%d"). */
function checkFormat(argument: Expression | undefined, context: CheckContext): void {
  if (argument?.kind !== 'string' || argument.value.includes('%')) return;
  context.report(
    'argument-type',
    `formatDate takes a format such as "%Y-%m-%d"; every row would say "${argument.value}".`,
    argument,
    { severity: 'warning', fix: { description: 'write "%Y-%m-%d %H:%M:%S" or a part of it' } },
  );
}

/** Aggregates that compute with numbers: a text in quotes can be nothing else than a field by mistake. */
const NUMERIC = ['sum', 'avg', 'stddev', 'variance', 'pct', 'sum_over_time', 'rate', 'histogram'];

function checkAggregated(
  argument: Expression | undefined,
  name: string,
  context: CheckContext,
): void {
  if (argument?.kind !== 'string') return;
  context.report(
    'argument-type',
    `"${argument.value}" in quotes is a text, the same in every row, and no field.`,
    argument,
    {
      severity: NUMERIC.includes(name) ? 'error' : 'warning',
      fix: { description: 'write the field without quotes, or in backticks' },
    },
  );
}
