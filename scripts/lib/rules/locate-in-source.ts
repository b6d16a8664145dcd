import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { located } from './locate-in-json.ts';
import type { Content, SourceLocation } from '../state/content.ts';
import type { LocatedFinding, RawFinding } from './raw-finding.ts';

/** A source file of the content, read once. */
export interface SourceFile {
  /** Relative to the repository's root, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** The TypeScript files below some folders of the repository. */
export function sourceFiles(root: string, folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) => {
    const directory = path.join(root, folder);
    return readdirSync(directory, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => {
        const absolute = path.join(entry.parentPath, entry.name);
        return {
          file: path.relative(root, absolute).replaceAll('\\', '/'),
          text: readFileSync(absolute, 'utf8'),
        };
      })
      .toSorted((a, b) => a.file.localeCompare(b.file));
  });
}

/**
 * Gives findings of the repository's own content their place in TypeScript: the one place in `sources` where the words
 * that a query finding is about stand; else where the panel, or its dashboard, is made.
 */
export function locateInSource(
  findings: readonly RawFinding[],
  sources: readonly SourceFile[],
  locate: Content['locate'],
): LocatedFinding[] {
  return findings.map((finding) => {
    const { uid, panelId, panelIndex } = finding;
    const made = uid === undefined ? undefined : (locate(uid, panelId, panelIndex) ?? locate(uid));
    const place = (finding.query && queryPlace(finding.query, sources)) ??
      made ?? { file: 'environments.ts', line: 1, column: 1 };
    return located(finding, place);
  });
}

/** Less is found by chance in too many places. */
const LEAST_LENGTH = 6;

function queryPlace(
  { text, from, to }: NonNullable<RawFinding['query']>,
  sources: readonly SourceFile[],
): SourceLocation | undefined {
  // The flagged words first, then with more and more of what surrounds them: a query is put together from parts.
  const exact = text.slice(from, to);
  const word = /^[\w:]+/.exec(exact)?.[0] ?? '';
  const line =
    text
      .slice(text.lastIndexOf('\n', from) + 1)
      .split('\n')[0]
      ?.trim() ?? '';
  for (const needle of [text, line, exact, word]) {
    if (needle.length < LEAST_LENGTH) continue;
    const place = onlyPlaceOf(needle, sources);
    if (!place) continue;
    return needle === text || needle === line ? shifted(place, needle, exact, sources) : place;
  }
  return undefined;
}

/** Template literals and String.raw keep backslashes in different ways. */
const spellings = (needle: string): string[] => [
  ...new Set([needle, needle.replaceAll('\\', '\\\\'), needle.replaceAll("'", "\\'")]),
];

function onlyPlaceOf(needle: string, sources: readonly SourceFile[]): SourceLocation | undefined {
  for (const spelling of spellings(needle)) {
    const hits = sources.flatMap(({ file, text }) => {
      const index = text.indexOf(spelling);
      if (index === -1) return [];
      // Twice in a file is as ambiguous as in two files.
      return text.includes(spelling, index + 1) ? [undefined, undefined] : [{ file, text, index }];
    });
    const [hit] = hits;
    if (hits.length === 1 && hit) return placeAt(hit.file, hit.text, hit.index);
  }
  return undefined;
}

/** The place of the flagged words within a line that was found as a whole. */
function shifted(
  place: SourceLocation,
  needle: string,
  exact: string,
  sources: readonly SourceFile[],
): SourceLocation {
  const within = exact === '' ? -1 : needle.indexOf(exact);
  if (within <= 0) return place;
  const before = needle.slice(0, within).split('\n');
  const lines = before.length - 1;
  const column = lines === 0 ? place.column + within : (before.at(-1)?.length ?? 0) + 1;
  const source = sources.find(({ file }) => file === place.file);
  const target = source?.text.split('\n')[place.line + lines - 1];
  return target?.slice(column - 1).startsWith(exact) === true
    ? { file: place.file, line: place.line + lines, column }
    : place;
}

function placeAt(file: string, text: string, index: number): SourceLocation {
  const before = text.slice(0, index).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
