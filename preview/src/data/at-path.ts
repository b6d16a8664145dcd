/** What stands at a path such as `labels.task`, `fields[0].text` or `fields["a b"]`; undefined where nothing does. */
export function atPath(of: unknown, path: string): unknown {
  // A key that has dots itself comes before its parts, as in the lodash that Grafana reads paths with.
  const whole = property(of, path);
  if (whole !== undefined) return whole;
  const keys = [...path.matchAll(/\[(["'])(.*?)\1\]|\[([^\]]*)\]|([^.[\]]+)/g)].map(
    ([, , quoted, bracketed, plain]) => quoted ?? bracketed ?? plain ?? '',
  );
  return keys.reduce(property, of);
}

function property(of: unknown, key: string): unknown {
  return of === undefined || of === null ? undefined : (of as Record<string, unknown>)[key];
}
