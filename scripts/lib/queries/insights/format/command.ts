import type { Command, Item, LookupColumn, Option, ParseCommand } from '../ast.ts';
import { formatExpression, formatField, OPERAND, type Writer } from './expression.ts';
import { formatSource } from './source.ts';

/** Columns that a line may have before its list is broken up. */
const WIDTH = 100;

/** A command as text, its keyword as the vendor's pages spell it. */
export function formatCommand(command: Command, writer: Writer): string {
  const expression = (e: Parameters<typeof formatExpression>[0], least = 0): string =>
    formatExpression(e, writer, least);
  switch (command.kind) {
    case 'fields':
    case 'display':
    case 'unmask':
      return list(`${command.kind} `, items(command.items, writer));
    case 'filter':
      return `${command.keyword} ${expression(command.condition)}`;
    case 'filterIndex':
      return `filterIndex ${expression(command.condition)}`;
    case 'source':
      return formatSource(command, writer);
    case 'parse':
      return formatParse(command, writer);
    case 'json': {
      const field = command.field ? `field=${formatField(command.field)} ` : '';
      const paths = command.paths.map(
        ({ path, alias }) => expression(path) + (alias ? ` as ${formatField(alias)}` : ''),
      );
      return `json ${field}${paths.join(', ')}`;
    }
    case 'stats': {
      const by =
        command.groups.length === 0 ? '' : `by ${items(command.groups, writer).join(', ')}`;
      const offset = command.offset ? ` offset ${command.offset.raw}` : '';
      return list('stats ', items(command.aggregates, writer), by + offset);
    }
    case 'sort':
      return list(
        'sort ',
        command.keys.map((key) => {
          const direction = key.explicit ? ` ${key.direction}` : '';
          return (
            expression(key.expression) +
            (key.alias ? ` as ${formatField(key.alias)}` : '') +
            direction
          );
        }),
      );
    case 'limit':
      return `${command.keyword} ${command.any ? 'any ' : ''}${expression(command.count)}`;
    case 'dedup':
    case 'countFrequent':
      return list(
        `${command.keyword} `,
        command.fields.map((field) => expression(field, OPERAND)),
      );
    case 'pattern':
    case 'expand':
      return `${command.kind} ${expression(command.expression, OPERAND)}`;
    case 'diff':
      return command.period === 'previous' ? 'diff' : `diff ${command.period}`;
    case 'anomaly':
    case 'estimate':
      return command.kind;
    case 'unnest':
      return `unnest ${expression(command.expression, OPERAND)} into ${expression(command.alias)}`;
    case 'lookup':
      return `lookup ${expression(command.table)} ${columns(command.matches)} ${command.mode.toUpperCase()} ${columns(command.outputs)}`;
    case 'cidrlookup': {
      const column = command.cidrColumn ? ` as ${formatField(command.cidrColumn)}` : '';
      return `cidrlookup ${expression(command.table)} ${expression(command.ip, OPERAND)}${column} ${command.mode.toUpperCase()} ${columns(command.outputs)}`;
    }
    case 'join': {
      const left = command.left ? ` left=${formatField(command.left)}` : '';
      const right = command.right ? ` right=${formatField(command.right)}` : '';
      const query = command.query ? ` ${writer.query(command.query)}` : '';
      return `join type=${command.type}${left}${right} where ${expression(command.condition)}${query}`;
    }
    case 'addtotals':
      return words(
        'addtotals',
        options(command.options, writer),
        command.fields.map(formatField).join(', '),
      );
    case 'accum':
      return `accum ${expression(command.expression, OPERAND)}${command.alias ? ` as ${formatField(command.alias)}` : ''}`;
    case 'appendcols':
      return words(
        'appendcols',
        options(command.options, writer),
        command.query ? writer.query(command.query) : '',
      );
    case 'autoregress': {
      const { first, last } = command.lags;
      const lags = first === last ? (first === 1 ? '' : `p=${first}`) : `p=${first}-${last}`;
      const alias = command.alias ? `as ${formatField(command.alias)}` : '';
      return words(`autoregress ${expression(command.expression, OPERAND)}`, alias, lags);
    }
    case 'filldown':
      return words(
        'filldown',
        command.fields.map((field) => quotePattern(field.pattern)).join(' '),
      );
    case 'fillmissing': {
      const fills = command.fills.map(
        ({ value, field }) => `${expression(value, OPERAND)} for ${formatField(field)}`,
      );
      return fills.length === 0 ? 'fillmissing' : `fillmissing with ${fills.join(', ')}`;
    }
    case 'logcompare':
      return `logcompare timeshift ${expression(command.timeshift)}`;
    case 'outlier':
      return words(
        'outlier',
        options(command.options, writer),
        command.fields.map(formatField).join(' '),
      );
    case 'relevantfields':
      return words(
        'relevantfields',
        command.fields.map(formatField).join(', '),
        `where ${expression(command.condition)}`,
      );
    case 'sessionize':
      return words(
        'sessionize',
        command.fields.map(formatField).join(', '),
        command.maxspan ? `maxspan ${expression(command.maxspan)}` : '',
        command.alias ? `as ${formatField(command.alias)}` : '',
      );
    case 'saved-query':
      return command.arguments === undefined
        ? command.keyword
        : `${command.keyword}(${command.arguments.map((option) => `${writer.text.slice(option.nameSpan.from, option.nameSpan.to)} = ${expression(option.value, OPERAND)}`).join(', ')})`;
    case 'unknown':
    default:
      return command.text.trim();
  }
}

const words = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(' ');

const quotePattern = (pattern: string): string =>
  /^[\w@.*$[\]{}:]+$/.test(pattern) ? pattern : `\`${pattern}\``;

const items = (list: readonly Item[], writer: Writer): string[] =>
  list.map(
    ({ expression, alias }) =>
      formatExpression(expression, writer) + (alias ? ` as ${formatField(alias)}` : ''),
  );

/** `keyword a, b by c` on one line, or a line for each part of the list where that is too long. */
function list(keyword: string, parts: readonly string[], tail = ''): string {
  const line = words(keyword + parts.join(', '), tail);
  if (parts.length < 2 || line.length <= WIDTH) return line;
  return `${keyword}${parts.join(',\n    ')}${tail === '' ? '' : `\n    ${tail}`}`;
}

const columns = (list: readonly LookupColumn[]): string =>
  list
    .map(({ column, field }) =>
      column === field ? formatField(column) : `${formatField(column)} as ${formatField(field)}`,
    )
    .join(', ');

const options = (list: readonly Option[], writer: Writer): string =>
  list.map(({ name, value }) => `${name}=${formatExpression(value, writer, OPERAND)}`).join(' ');

function formatParse(command: ParseCommand, writer: Writer): string {
  const { field, mode, pattern, aliases, multi } = command;
  return words(
    'parse',
    field ? formatExpression(field, writer, OPERAND) : '',
    mode === 'logfmt' || mode === 'csv' ? mode : '',
    pattern ? formatExpression(pattern, writer) : '',
    aliases.length > 0 ? `as ${aliases.map(formatField).join(', ')}` : '',
    multi ? 'multi' : '',
  );
}
