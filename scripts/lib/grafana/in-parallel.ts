/**
 * Runs `work` over the items, at most `limit` at a time, and yields the results as they come.
 * A consumer that stops early, or work that throws, starts nothing more.
 */
export async function* inParallel<Item, Result>(
  items: Iterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const iterator = items[Symbol.iterator]();
  const running = new Map<symbol, Promise<[symbol, Result]>>();
  const startNext = (): boolean => {
    const next = iterator.next();
    if (next.done === true) return false;
    const key = Symbol('work');
    const promise = work(next.value).then((result): [symbol, Result] => [key, result]);
    // The race below reports a failure; one that comes after it must not end the process.
    promise.catch(() => undefined);
    running.set(key, promise);
    return true;
  };
  while (running.size < limit && startNext());
  while (running.size > 0) {
    const [key, result] = await Promise.race(running.values());
    running.delete(key);
    startNext();
    yield result;
  }
}

/** The same where only the end matters. */
export async function eachInParallel<Item>(
  items: Iterable<Item>,
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const results = inParallel(items, limit, work);
  while ((await results.next()).done !== true);
}
