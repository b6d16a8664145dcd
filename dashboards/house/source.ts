import path from 'node:path';
import type { SourceLocation } from '../../scripts/lib/state/content.ts';

/** Where an object was made: an Error is cheap to keep, its stack is only read (and source-mapped) when somebody asks. */
const birthplaces = new WeakMap<object, Error>();
/** The object that became a resource, and those that became its panels, in reading order. */
interface Made {
  readonly whole: object;
  readonly panels: readonly { readonly id: number | undefined; readonly made: object }[];
}
const published = new Map<string, Made>();

/** Remembers that `made` was made by the caller of a house helper. */
export function rememberSource<T extends object>(made: T): T {
  birthplaces.set(made, new Error('made here'));
  return made;
}

/** Says which objects a resource was made of. */
export function publishSource(uid: string, made: Made): void {
  published.set(uid, made);
}

/** The place outside the house that made a dashboard, a panel or a group of alert rules; see `Content.locate`. */
export function locate(uid: string, panelId?: number, index?: number): SourceLocation | undefined {
  const known = published.get(uid);
  const made =
    index !== undefined
      ? known?.panels[index]?.made
      : panelId === undefined
        ? known?.whole
        : known?.panels.find(({ id }) => id === panelId)?.made;
  const stack = made && birthplaces.get(made)?.stack;
  return stack ? firstOwnFrame(stack) : undefined;
}

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
