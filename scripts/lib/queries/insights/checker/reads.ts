import type { Command, Expression, FieldReference, Span } from '../ast.ts';
import { findFunction } from '../functions.ts';
import { expressionName } from '../names.ts';
import { childrenOf, expressionsOf } from '../visit.ts';
import type { CheckContext } from './context.ts';
import type { FieldSet } from './field-set.ts';
import { likelyMisspelling } from './spelling.ts';

/** Fields that every log event has. Source: CWL_AnalyzeLogData-discoverable-fields.html */
export const SYSTEM_FIELDS: readonly string[] = [
  '@timestamp',
  '@message',
  '@logStream',
  '@log',
  '@ingestionTime',
  '@entity',
  '@ptr',
];

/** Checks every field that a command reads against those that exist before it; `mentioned` are the names that came up so far. */
export function checkReads(
  command: Command,
  fields: FieldSet,
  mentioned: ReadonlySet<string>,
  context: CheckContext,
): void {
  const own = ownNames(command);
  const read = (expression: Expression, parent?: Expression): void => {
    // A column of stats may be called by what it was made with: `sort count(*) desc`.
    if (isColumn(expression, fields, context.text)) return;
    if (expression.kind === 'field')
      checkField(expression, { command, parent, fields, own, mentioned }, context);
    if (isBin(expression)) checkBin(expression, fields, context);
    for (const child of childrenOf(expression)) read(child, expression);
  };
  for (const expression of expressionsOf(command)) read(expression);
}

/** Whether an expression is the name of a column that `stats` left under its own text. */
export const isColumn = (expression: Expression, fields: FieldSet, text: string): boolean =>
  expression.kind !== 'field' &&
  fields.isClosed &&
  fields.hasColumn(expressionName(expression, text));

/** Aliases of a command itself, which its other items may use: the vendor's own memory query does. */
const ownNames = (command: Command): ReadonlySet<string> => {
  const items =
    command.kind === 'stats'
      ? [...command.aggregates, ...command.groups]
      : command.kind === 'fields' || command.kind === 'display'
        ? command.items
        : [];
  return new Set(items.flatMap((item) => (item.alias ? [item.alias.name] : [])));
};

/** Where a field is read. */
interface Reading {
  readonly command: Command;
  readonly parent: Expression | undefined;
  readonly fields: FieldSet;
  readonly own: ReadonlySet<string>;
  readonly mentioned: ReadonlySet<string>;
}

function checkField(field: FieldReference, reading: Reading, context: CheckContext): void {
  const { name } = field;
  const { fields, own } = reading;
  if (fields.has(name) || own.has(name) || name === '@ptr' || name.includes('$')) return;
  if (fields.closing === undefined) {
    checkDiscovered(field, fields, context);
    return;
  }
  const near = likelyMisspelling(name, fields.suggestions);
  const loose = near === undefined && isPublishedSo(field, reading);
  context.report('dead-field', deadMessage(name, fields), field, {
    ...(loose ? { severity: 'warning' } : {}),
    ...(near === undefined
      ? {}
      : {
          fix: { description: `write ${near}`, replacement: near, from: field.from, to: field.to },
        }),
  });
}

/**
 * Uses of a field that `stats` has dropped which AWS itself publishes, against its page on stats: sorting by @timestamp
 * (CWL_Syslog_Queries, Container-Insights-view-metrics), filtering by a discovered field that did not come up before, or by
 * a condition computed before (Container-Insights-view-metrics, AppSync's monitoring page), a column by its function's name.
 * They are doubtful, not refused.
 */
function isPublishedSo({ name }: FieldReference, reading: Reading): boolean {
  const { command, parent, fields, mentioned } = reading;
  if (fields.closing?.loose.has(name)) return true;
  if (command.kind === 'sort') return name === '@timestamp';
  if (command.kind !== 'filter' || name.startsWith('@')) return false;
  if (isCondition(parent)) return true;
  const compared = parent?.kind === 'binary' && parent.operator === '=' ? parent.right : undefined;
  return compared?.kind === 'string' && !mentioned.has(name);
}

/** Whether what stands below an expression is a condition by itself: `filter isRes and …`. */
const isCondition = (parent: Expression | undefined): boolean =>
  parent === undefined ||
  (parent.kind === 'binary' && ['and', 'or'].includes(parent.operator)) ||
  (parent.kind === 'unary' && parent.operator === 'not');

function deadMessage(name: string, fields: FieldSet): string {
  const left = fields.suggestions;
  const shown = left.length > 6 ? [...left.slice(0, 5), `${left.length - 5} more`] : left;
  return `"${name}" does not exist here: ${fields.closing?.command ?? 'stats'} left only ${listed(shown)}.`;
}

const listed = (names: readonly string[]): string =>
  names.length <= 1
    ? (names[0] ?? 'no field')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** In an open set nothing is certain: a field may be discovered when the query runs. */
function checkDiscovered(field: FieldReference, fields: FieldSet, context: CheckContext): void {
  const { name } = field;
  const known = context.options.knownFields;
  if (known?.some((k) => k === name || k.startsWith(`${name}.`) || name.startsWith(`${k}.`)))
    return;
  if (SYSTEM_FIELDS.some((system) => name === system || name.startsWith(`${system}.`))) return;
  const near = likelyMisspelling(name, [...fields.suggestions, ...SYSTEM_FIELDS, ...(known ?? [])]);
  const fix = {
    description: `write ${near}`,
    replacement: near ?? '',
    from: field.from,
    to: field.to,
  };
  if (near !== undefined)
    context.report('misspelt-field', `"${name}" is close to "${near}": is that meant?`, field, {
      fix,
    });
  else if (known !== undefined)
    context.report(
      'unknown-field',
      `The log groups have no field "${name}", and the query does not make one.`,
      field,
    );
}

const isBin = (expression: Expression): boolean =>
  expression.kind === 'call' && findFunction(expression.name)?.name === 'bin';

function checkBin(at: Span, fields: FieldSet, context: CheckContext): void {
  if (!fields.isClosed || fields.has('@timestamp')) return;
  context.report(
    'bin-without-timestamp',
    'bin rounds @timestamp, and the stats before it has dropped that field.',
    at,
    {
      fix: {
        description:
          'name the time in the first stats (bin(5m) as t) and use dateceil(t, 10m) here',
      },
    },
  );
}
