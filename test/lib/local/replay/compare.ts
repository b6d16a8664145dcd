import type { Json } from '../../../../scripts/lib/state/resource.ts';
import { at, escaped } from './pointer.ts';
import type { Answer, RecordedResponse } from './recording.ts';

type Kind = 'type' | 'value' | 'missing' | `length ${number}/${number}`;

interface Difference {
  readonly pointer: string;
  readonly kind: Kind;
}

/**
 * What differs between the recorded and the live answer: status, kind of body, Content-Type, headers, and the body
 * outside the volatile pointers, of which only the type counts. Empty when the live server answered as the real one.
 */
export function compare(want: RecordedResponse, got: Answer): string[] {
  if (want.unstable && want.otherAnswers?.some(({ status }) => status === got.status)) return [];
  const errors: string[] = [];
  const same = (what: string, a: unknown, b: unknown): void => {
    if (a !== b) errors.push(`${what} ${String(a)} -> ${String(b)}`);
  };
  same('status', want.status, got.status);
  same('kind of body', want.bodyKind, got.bodyKind);
  same('content type', want.contentType, got.contentType);
  for (const name of new Set([...Object.keys(want.headers), ...Object.keys(got.headers)]))
    if (!want.volatileHeaders?.includes(name))
      same(`header ${name}`, want.headers[name], got.headers[name]);
  for (const { pointer, kind } of differences(want.body, got.body)) {
    const isVolatile = want.volatile.some((p) => pointer === p || pointer.startsWith(`${p}/`));
    if (isVolatile && kind !== 'type') continue;
    errors.push(
      `${pointer || '(body)'} ${kind}: ${shown(at(want.body, pointer))} -> ${shown(at(got.body, pointer))}`,
    );
  }
  return errors;
}

const shown = (value: Json | undefined): string =>
  JSON.stringify(value)?.slice(0, 200) ?? 'nothing';

function differences(a: Json, b: Json, pointer = '', found: Difference[] = []): Difference[] {
  if (a === b) return found;
  if (
    typeof a !== typeof b ||
    Array.isArray(a) !== Array.isArray(b) ||
    (a === null) !== (b === null)
  )
    found.push({ pointer, kind: 'type' });
  else if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) found.push({ pointer, kind: `length ${a.length}/${b.length}` });
    a.slice(0, b.length).forEach((item, index) =>
      differences(item, b[index] ?? null, `${pointer}/${index}`, found),
    );
  } else if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const inside = `${pointer}/${escaped(key)}`;
      const left = at(a, `/${escaped(key)}`);
      const right = at(b, `/${escaped(key)}`);
      if (left === undefined || right === undefined)
        found.push({ pointer: inside, kind: 'missing' });
      else differences(left, right, inside, found);
    }
  } else found.push({ pointer, kind: 'value' });
  return found;
}
