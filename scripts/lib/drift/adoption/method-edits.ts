import type { Json } from '../../state/resource.ts';
import type { Chain } from '../../source/chain.ts';
import type { Candidate } from '../../source/edits.ts';
import { literalOf } from '../../source/literals.ts';
import { spanOf } from '../../source/syntax.ts';

/** Builder methods that take one plain value and are named as the property: safe to write where the code says nothing yet. */
const PLAIN_METHODS = new Set([
  'axisLabel',
  'axisSoftMax',
  'axisSoftMin',
  'decimals',
  'description',
  'displayName',
  'editable',
  'fillOpacity',
  'interval',
  'lineWidth',
  'max',
  'maxDataPoints',
  'min',
  'noValue',
  'pointSize',
  'refresh',
  'spanNulls',
  'time',
  'timeFrom',
  'timeShift',
  'timezone',
  'transparent',
  'unit',
  'weekStart',
]);

/** Writes a property as a call of the builder's method: its argument replaced, the call added at the end, or taken out. */
export function methodEdits(chain: Chain, property: string, after: Json | undefined): Candidate[] {
  if (!PLAIN_METHODS.has(property)) return [];
  return callEdits(chain, property, after);
}

/** The same for any method, named by the caller. */
export function callEdits(chain: Chain, method: string, after: Json | undefined): Candidate[] {
  const { file } = chain.source;
  const link = chain.links.findLast(({ name }) => name === method);
  if (after === undefined)
    return link ? [[{ file, start: link.bareStart, end: link.end, text: '' }]] : [];
  const value = literalOf(after);
  if (value === undefined) return [];
  const [argument] = link?.call.arguments ?? [];
  if (argument && isPlain(argument.type)) return [[{ file, ...spanOf(argument), text: value }]];
  // An argument that is computed stays as it is: what it means is for a person to say.
  if (argument) return [];
  if (link) return [[{ file, start: link.end - 1, end: link.end - 1, text: value }]];
  const { end } = spanOf(chain.node);
  const last = chain.links.at(-1);
  const lead = last
    ? (/^\s*/.exec(chain.source.text.slice(last.bareStart, last.end))?.[0] ?? '')
    : '';
  return [[{ file, start: end, end, text: `${lead}.${method}(${value})` }]];
}

const isPlain = (type: string): boolean =>
  [
    'StringLiteral',
    'NumericLiteral',
    'BooleanLiteral',
    'ObjectExpression',
    'UnaryExpression',
  ].includes(type);
