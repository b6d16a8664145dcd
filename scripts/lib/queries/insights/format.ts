import type { Comment, Query } from './ast.ts';
import { formatCommand } from './format/command.ts';
import type { Writer } from './format/expression.ts';
import { parse } from './parser.ts';

/**
 * A query in the house style: one command a line, lists that are too long broken up, brackets only where they change the
 * meaning, comments kept. Formatting twice changes nothing, and the result means the same. A query with a mistake of syntax
 * is given back as it is.
 */
export function format(text: string): string {
  const { query, diagnostics } = parse(text);
  if (diagnostics.some((diagnostic) => diagnostic.severity === 'error')) return text;
  const writer: Writer = { text, query: (nested) => formatNested(nested, writer) };
  return formatQuery(query, writer);
}

function formatQuery({ commands, comments }: Query, writer: Writer): string {
  const lines: string[] = [];
  let at = 0;
  commands.forEach((command, index) => {
    const next = commands[index + 1];
    const own: Comment[] = [];
    // What stands in a line of its own before the next command belongs to that one.
    for (let comment = comments[at]; comment; comment = comments[at]) {
      const later = next !== undefined && comment.from > command.to && beginsLine(comment, writer);
      if (later || (next && comment.from > next.from)) break;
      if (next === undefined && comment.from > command.to && beginsLine(comment, writer)) break;
      // A command that nobody knows keeps its text, comments and all.
      const within = comment.from >= command.from && comment.from < command.to;
      if (command.kind !== 'unknown' || !within) own.push(comment);
      at += 1;
    }
    const last = own.at(-1);
    const trailing = last && !beginsLine(last, writer) ? own.pop() : undefined;
    for (const comment of own) lines.push(`# ${comment.text}`.trimEnd());
    const line = `${index === 0 ? '' : '| '}${formatCommand(command, writer)}`;
    lines.push(trailing ? `${line} # ${trailing.text}`.trimEnd() : line);
  });
  for (const comment of comments.slice(at)) lines.push(`# ${comment.text}`.trimEnd());
  return lines.join('\n');
}

/** Whether only white space, or the pipe of a line, stands in front of a comment. */
const beginsLine = ({ from }: Comment, { text }: Writer): boolean =>
  text.slice(text.lastIndexOf('\n', from - 1) + 1, from).trim() === '';

function formatNested(query: Query, writer: Writer): string {
  const inner = formatQuery(query, writer);
  return `(\n${inner
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}\n  )`;
}
