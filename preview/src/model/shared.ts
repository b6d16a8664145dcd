/**
 * A value that was read anew, with every part that is the same as before taken from before: what compares by identity then sees only
 * what has changed. For JSON.
 */
export function sharedWith<T>(before: unknown, after: T): T {
  if (before === after || typeof after !== 'object' || after === null) return after;
  if (typeof before !== 'object' || before === null) return after;
  if (Array.isArray(after) !== Array.isArray(before)) return after;
  const [old, fresh] = [before as Record<string, unknown>, after as Record<string, unknown>];
  const keys = Object.keys(fresh);
  const made: Record<string, unknown> = {};
  let isSame = keys.length === Object.keys(old).length;
  for (const key of keys) {
    made[key] = sharedWith(old[key], fresh[key]);
    isSame &&= Object.hasOwn(old, key) && made[key] === old[key];
  }
  if (isSame) return before as T;
  return (Array.isArray(after) ? Object.values(made) : made) as T;
}
