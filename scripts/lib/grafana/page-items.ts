import { isObject } from '../state/json.ts';
import { GrafanaError } from './grafana-error.ts';

/** A page of a Kubernetes list: what stands before its items, and the items one after another. */
export interface RawPage {
  readonly metadata: unknown;
  readonly items: Iterable<unknown>;
}

const ITEMS = '"items":[';
/** How far into an item its beginning is looked for: kind, API version, then the name. */
const BEGINNING = 400;

/**
 * Reads a page without ever having all of it as objects: a page of 5 MB becomes 20 MB of them, which outlive several rounds of the
 * garbage collector, whereas an item is gone as soon as it is compared. The text is cut where the next item begins as the first one
 * did; where the pieces are no JSON (something inside an item looks the same), the page is parsed as a whole.
 * Undefined for what is no JSON at all.
 */
export function pageOf(text: string): RawPage | undefined {
  return inPieces(text) ?? whole(text);
}

function whole(text: string): RawPage | undefined {
  try {
    const page = JSON.parse(text) as unknown;
    if (!isObject(page)) return undefined;
    const { metadata, items } = page;
    if (items !== undefined && items !== null && !Array.isArray(items)) return undefined;
    return { metadata, items: items ?? [] };
  } catch {
    return undefined;
  }
}

function inPieces(text: string): RawPage | undefined {
  const at = text.indexOf(ITEMS);
  if (at < 0) return undefined;
  const start = at + ITEMS.length;
  const end = text.lastIndexOf(']');
  const beginning = /^\{[^[\]]*?"name":"/.exec(text.slice(start, start + BEGINNING))?.[0];
  if (beginning === undefined) return undefined;
  let envelope: unknown;
  try {
    envelope = JSON.parse(text.slice(0, start) + text.slice(end));
  } catch {
    return undefined;
  }
  if (!isObject(envelope)) return undefined;
  return { metadata: envelope['metadata'], items: pieces(text, start, end, beginning) };
}

function* pieces(
  text: string,
  start: number,
  end: number,
  beginning: string,
): Generator<unknown, void> {
  let given = 0;
  for (let from = start; from < end;) {
    const found = text.indexOf(`,${beginning}`, from + 1);
    const to = found < 0 || found > end ? end : found;
    let item: unknown;
    try {
      item = JSON.parse(text.slice(from, to));
    } catch {
      // What has been given was whole; the rest comes from the page as a whole.
      const page = whole(text);
      if (!page) throw unreadable();
      yield* [...page.items].slice(given);
      return;
    }
    yield item;
    given++;
    from = to + 1;
  }
}

/** Never taken for the end of the list: what is missing there would be made anew. */
const unreadable = (): GrafanaError =>
  new GrafanaError('a page of the list is no JSON in the middle', {
    kind: 'refused',
    method: 'GET',
    path: '/apis',
    code: 'not-grafana',
  });
