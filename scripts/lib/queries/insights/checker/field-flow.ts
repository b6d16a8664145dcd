import type { Command, Expression, FieldReference, Item, StatsCommand } from '../ast.ts';
import { findFunction } from '../functions.ts';
import { columnName } from '../names.ts';
import { groupNamesOf } from '../regex-groups.ts';
import { FieldSet, type FieldOrigin } from './field-set.ts';

/** The fields after a command, given those before it. Source: the page of each command, named in ast.ts. */
export function fieldsAfterCommand(command: Command, before: FieldSet, text: string): FieldSet {
  switch (command.kind) {
    case 'fields':
    case 'display':
    case 'unmask':
      return before.add(itemFields(command.items, text));
    case 'parse':
      return before.add(parsedFields(command));
    case 'json':
      return before.add(
        command.paths.map(({ path, alias }) =>
          alias ? origin(alias) : { name: path.value, span: path, structure: false },
        ),
      );
    case 'stats':
      return statsFields(command, text);
    case 'sort':
      return before.add(command.keys.flatMap((key) => (key.alias ? [origin(key.alias)] : [])));
    case 'pattern':
      // The vendor's own example sorts by @timestamp behind it: what else is left is not known.
      return before
        .add(named(command, '@pattern', '@ratio', '@sampleCount', '@severityLabel'))
        .open();
    case 'unnest':
      return command.alias.kind === 'field' ? before.add([origin(command.alias, true)]) : before;
    case 'lookup':
    case 'cidrlookup':
      return before.add(command.outputs.map((output) => origin(output.field)));
    case 'addtotals': {
      const name = command.options.find((option) => option.name === 'fieldname')?.value;
      return before.add(
        name?.kind === 'field'
          ? [origin(name)]
          : named(command, name?.kind === 'string' ? name.value : 'Total'),
      );
    }
    case 'accum':
      return command.alias ? before.add([origin(command.alias)]) : before.open();
    case 'autoregress':
      return before.add(lagFields(command));
    case 'countFrequent':
      return new FieldSet(
        [...command.fields.flatMap(fieldOrigins), ...named(command, '_approxcount')],
        { command: command.keyword, loose: new Set<string>() },
      );
    case 'relevantfields':
      return new FieldSet(
        named(
          command,
          '@fieldName',
          '@relevanceScore',
          '@topRelevanceContributors',
          '@conditionalMedian',
          '@baselineMedian',
        ),
        { command: command.keyword, loose: new Set<string>() },
      );
    case 'sessionize':
      return before.add(command.alias ? [origin(command.alias)] : named(command, 'session_id'));
    // What these add is not documented by name.
    case 'diff':
    case 'anomaly':
    case 'outlier':
    case 'logcompare':
    case 'join':
    case 'appendcols':
    case 'saved-query':
    case 'unknown':
      return before.open();
    default:
      return before;
  }
}

const origin = (field: FieldReference, structure = false): FieldOrigin => ({
  name: field.name,
  span: field,
  structure,
});

const named = (command: Command, ...names: readonly string[]): FieldOrigin[] =>
  names.map((name) => ({ name, span: command.keywordSpan, structure: false }));

function itemFields(items: readonly Item[], text: string): FieldOrigin[] {
  return items
    .filter((item) => item.alias !== undefined || item.expression.kind !== 'field')
    .map((item) => ({
      name: columnName(item, text),
      span: item.alias ?? item.expression,
      structure: givesStructure(item.expression),
    }));
}

const givesStructure = (expression: Expression): boolean =>
  expression.kind === 'call' &&
  (findFunction(expression.name)?.name === 'jsonParse' ||
    findFunction(expression.name)?.result === 'list');

function parsedFields(command: Extract<Command, { kind: 'parse' }>): FieldOrigin[] {
  const aliases = command.aliases.map((alias) => origin(alias, command.mode === 'logfmt'));
  const { pattern } = command;
  if (pattern?.kind !== 'regex') return aliases;
  const groups = groupNamesOf(pattern.pattern).map(({ name, offset }) => ({
    name,
    span: { from: pattern.from + 1 + offset, to: pattern.from + 1 + offset + name.length },
    structure: false,
  }));
  return [...groups, ...aliases];
}

function statsFields(command: StatsCommand, text: string): FieldSet {
  const columns = [...command.aggregates, ...command.groups].map((item) => ({
    name: columnName(item, text),
    span: item.alias ?? item.expression,
    structure: false,
  }));
  const loose = [...command.aggregates, ...command.groups].flatMap(({ expression, alias }) => {
    if (alias && expression.kind === 'field') return [expression.name];
    return !alias && expression.kind === 'call' ? [expression.name] : [];
  });
  return new FieldSet(columns, { command: command.keyword, loose: new Set(loose) });
}

function lagFields(command: Extract<Command, { kind: 'autoregress' }>): FieldOrigin[] {
  const { alias, expression, lags } = command;
  const base = alias?.name ?? (expression.kind === 'field' ? expression.name : '');
  const span = alias ?? command.keywordSpan;
  const last = Math.min(lags.last, lags.first + 100);
  const names = Array.from({ length: Math.max(0, last - lags.first + 1) }, (_, index) => ({
    name: `${base}_p${lags.first + index}`,
    span,
    structure: false,
  }));
  return alias ? [origin(alias), ...names] : names;
}

const fieldOrigins = (expression: Expression): FieldOrigin[] =>
  expression.kind === 'field' ? [origin(expression)] : [];
