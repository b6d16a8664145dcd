import type { Span } from './ast.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** Line and column of an offset, both from 1. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

const TAB = /\t/g;

/** The line of a place and a caret under each of its characters. */
export function excerpt(text: string, { from, to }: Span): string[] {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const newline = text.indexOf('\n', from);
  const end = newline < 0 ? text.length : newline;
  const line = text.slice(start, end).replace(TAB, ' ').trimEnd();
  const lead = line.length - line.trimStart().length;
  const width = Math.max(1, Math.min(to, end) - from);
  return [line.trimStart(), `${' '.repeat(Math.max(0, from - start - lead))}${'^'.repeat(width)}`];
}

/** A finding as lines: the place with a caret, what is wrong, how to mend it. */
export function diagnosticLines(text: string, diagnostic: Diagnostic): string[] {
  const { line, column } = lineAndColumn(text, diagnostic.from);
  return [
    `${diagnostic.severity}  ${diagnostic.code}  at ${line}:${column}`,
    ...excerpt(text, diagnostic).map((l) => `  ${l}`),
    `  ${diagnostic.message}`,
    ...(diagnostic.fix ? [`  fix:  ${diagnostic.fix.description}`] : []),
  ];
}
