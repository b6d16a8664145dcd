import type { Command, Item } from './ast.ts';
import { fieldsAfterCommand } from './checker/field-flow.ts';
import { FieldSet } from './checker/field-set.ts';
import { formatExpression, type Writer } from './format/expression.ts';
import { inWords, listed } from './explain/words.ts';
import { columnName, isTimeBucket } from './names.ts';
import { parse } from './parser.ts';
import { groupNamesOf } from './regex-groups.ts';
import { format } from './format.ts';

/** One command of a query in words. */
export interface Step {
  /** From 1. */
  readonly number: number;
  readonly keyword: string;
  /** What the command does to the rows. */
  readonly words: string;
  /** The columns that are left, where the command leaves no others; undefined while fields may still be discovered. */
  readonly fields?: readonly string[];
}

/** What each command of a query does and which fields flow on, step by step. */
export function explain(text: string): Step[] {
  const { query } = parse(text);
  const writer: Writer = {
    text,
    query: (nested) => `(${text.slice(nested.from, nested.to).trim()})`,
  };
  let fields = new FieldSet();
  return query.commands.map((command, index) => {
    const things = fields.isClosed ? 'rows' : 'lines';
    fields = fieldsAfterCommand(command, fields, text);
    return {
      number: index + 1,
      keyword: command.keyword || '?',
      words: describe(command, things, writer),
      ...(fields.isClosed ? { fields: fields.names } : {}),
    };
  });
}

/** The steps as lines: `  1  filter   keeps lines whose …`. */
export function explanationLines(text: string): string[] {
  const steps = explain(text);
  const width = Math.max(0, ...steps.map((step) => step.keyword.length));
  return steps.map((step) =>
    `  ${step.number}  ${step.keyword.padEnd(width)}   ${step.words}`.trimEnd(),
  );
}

function describe(command: Command, things: string, writer: Writer): string {
  const text = (e: Parameters<typeof formatExpression>[0]): string => formatExpression(e, writer);
  switch (command.kind) {
    case 'fields': {
      const made = command.items.filter((item) => item.expression.kind !== 'field' || item.alias);
      const shown = `shows ${listed(names(command.items, writer))}`;
      return made.length === 0
        ? shown
        : `${shown}; computes ${listed(made.map((item) => assignment(item, writer)))}`;
    }
    case 'display':
      return `shows only ${listed(names(command.items, writer))}`;
    case 'filter':
    case 'filterIndex':
      return `keeps ${things} where ${inWords(command.condition, writer)}`;
    case 'source':
      return 'chooses the log groups';
    case 'parse': {
      const found =
        command.pattern?.kind === 'regex'
          ? groupNamesOf(command.pattern.pattern).map(({ name }) => name)
          : [];
      const added = [...found, ...command.aliases.map(({ name }) => name)];
      const from = command.field ? ` from ${text(command.field)}` : '';
      const many = command.multi ? ', a row for each match' : '';
      return `adds ${listed(added)}${from} to every line${many} (lines that do not match keep them empty)`;
    }
    case 'json':
      return `adds ${listed(command.paths.map(({ path, alias }) => alias?.name ?? path.value))}`;
    case 'stats':
      return describeStats(command, writer);
    case 'sort':
      return `sorts by ${listed(command.keys.map(({ expression, direction }) => `${text(expression)}${direction === 'desc' ? ', largest or newest first' : ''}`))}`;
    case 'limit':
      return command.any
        ? `stops at any ${text(command.count)} ${things}`
        : `keeps the first ${text(command.count)} ${things}`;
    case 'dedup':
      return `keeps the first of the ${things} with the same ${listed(command.fields.map(text))}`;
    case 'pattern':
      return `one row a pattern of ${text(command.expression)}, with its number and share`;
    case 'diff':
      return 'compares with the time before';
    case 'unnest':
      return `a row for each element of ${text(command.expression)}, as ${text(command.alias)}`;
    case 'expand':
      return `a row for each element of ${text(command.expression)}`;
    case 'lookup':
    case 'cidrlookup':
      return `adds ${listed(command.outputs.map(({ field }) => field.name))} from the table ${text(command.table)}`;
    case 'join':
      return `puts ${things} beside those of another log group where ${inWords(command.condition, writer)}`;
    case 'relevantfields':
      return `one row a field, by how much it tells of ${things} where ${inWords(command.condition, writer)}`;
    default:
      return format(writer.text.slice(command.from, command.to));
  }
}

/** `one row a path and 5m, with n; every other field is gone`. */
function describeStats(command: Extract<Command, { kind: 'stats' }>, writer: Writer): string {
  const columns = listed(command.aggregates.map((item) => assignment(item, writer)));
  const gone = 'every other field is gone';
  if (command.groups.length === 0) return `one row in all, with ${columns}; ${gone}`;
  const groups = command.groups.map((group) => {
    const { expression } = group;
    if (!isTimeBucket(expression)) return columnName(group, writer.text);
    const period = expression.kind === 'call' ? expression.arguments.at(-1) : undefined;
    return period === undefined ? 'time' : formatExpression(period, writer);
  });
  return `one row a ${listed(groups)}, with ${columns}; ${gone}`;
}

const names = (items: readonly Item[], writer: Writer): string[] =>
  items.map((item) => columnName(item, writer.text));

/** `n = count(*)`, or the expression alone where it has no name. */
const assignment = ({ expression, alias }: Item, writer: Writer): string => {
  const text = formatExpression(expression, writer);
  return alias ? `${alias.name} = ${text}` : text;
};
