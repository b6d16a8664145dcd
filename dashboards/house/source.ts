import path from 'node:path';
import type { SourceLocation } from '../../scripts/lib/state/content.ts';

/** Where an object was made: an Error is cheap to keep, its stack is only read (and source-mapped) when somebody asks. */
const birthplaces = new WeakMap<object, Error>();
/** `uid` or `uid#panelId` -> the object that was made for it. */
const published = new Map<string, object>();

/** Remembers that `made` was made by the caller of a house helper. */
export function rememberSource<T extends object>(made: T): T {
  birthplaces.set(made, new Error('made here'));
  return made;
}

/** Says which dashboard, or which panel of it, an object became. */
export function publishSource(made: object, uid: string, panelId?: number): void {
  published.set(keyOf(uid, panelId), made);
}

/** The place outside the house that made a dashboard, a panel or a group of alert rules. */
export function locate(uid: string, panelId?: number): SourceLocation | undefined {
  const made = published.get(keyOf(uid, panelId));
  const stack = made && birthplaces.get(made)?.stack;
  return stack ? firstOwnFrame(stack) : undefined;
}

const keyOf = (uid: string, panelId?: number): string =>
  panelId === undefined ? uid : `${uid}#${panelId}`;

function firstOwnFrame(stack: string): SourceLocation | undefined {
  for (const line of stack.split('\n').slice(1)) {
    const frame = /\(?(?:file:\/\/)?(\/[^():]*|[A-Za-z]:[^():]*):(\d+):(\d+)\)?$/.exec(line.trim());
    if (!frame) continue;
    const [, file = '', row = '1', column = '1'] = frame;
    const relative = path.relative(process.cwd(), file).replaceAll('\\', '/');
    if (/^(dashboards|alerts)\/house\//.test(relative) || !relative.endsWith('.ts')) continue;
    return { file: relative, line: Number(row), column: Number(column) };
  }
  return undefined;
}
