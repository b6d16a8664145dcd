import path from 'node:path';
import { located } from './locate-in-json.ts';
import type { SourceFile } from './locate-in-source.ts';
import type { SourceLocation } from '../state/content.ts';
import type { LocatedFinding, RawFinding } from './raw-finding.ts';

/**
 * Gives findings of a query that could not be made their place: the line that they are about, from the place on that the error
 * was thrown at; undefined where the stack names no file of the content.
 */
export function locateThrown(
  findings: readonly RawFinding[],
  { stack = '' }: Error,
  sources: readonly SourceFile[],
  root: string,
): LocatedFinding[] | undefined {
  const thrown = frameOf(stack, sources, root);
  const source = sources.find(({ file }) => file === thrown?.file);
  if (!thrown || !source) return undefined;
  return findings.map((finding) => located(finding, placeOf(finding, thrown, source.text)));
}

function frameOf(
  stack: string,
  sources: readonly SourceFile[],
  root: string,
): SourceLocation | undefined {
  for (const [, file = '', line, column] of stack.matchAll(
    /\(?(?:file:\/\/)?((?:\/|[A-Za-z]:)[^():\n]*):(\d+):(\d+)\)?$/gm,
  )) {
    const relative = path.relative(root, file).replaceAll('\\', '/');
    if (sources.some((source) => source.file === relative))
      return { file: relative, line: Number(line), column: Number(column) };
  }
  return undefined;
}

function placeOf({ query }: RawFinding, thrown: SourceLocation, text: string): SourceLocation {
  if (!query) return thrown;
  const start = query.text.lastIndexOf('\n', query.from - 1) + 1;
  const flagged = query.text.slice(start).split('\n')[0] ?? '';
  const lines = text.split('\n');
  for (let index = thrown.line - 1; index < lines.length; index++) {
    const at = flagged.trim() === '' ? -1 : (lines[index]?.indexOf(flagged.trim()) ?? -1);
    if (at === -1) continue;
    const lead = flagged.length - flagged.trimStart().length;
    return { file: thrown.file, line: index + 1, column: at + query.from - start - lead + 1 };
  }
  return thrown;
}
