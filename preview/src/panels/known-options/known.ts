/** What this page draws of a set of options: any value, one of some words, or more options inside. */
export interface Known {
  readonly [option: string]: true | readonly string[] | Known;
}

/** The options, and the values, that nothing here draws; the names as they stand in the dashboard's JSON. */
export function undrawn(options: unknown, known: Known, path: string): string[] {
  if (options === null || typeof options !== 'object' || Array.isArray(options)) return [];
  return Object.entries(options).flatMap(([key, value]) => {
    const place = `${path}.${key}`;
    const drawn = Object.hasOwn(known, key) ? known[key] : undefined;
    if (drawn === undefined) return isNothing(value) ? [] : [place];
    if (drawn === true) return [];
    if (isWords(drawn))
      return typeof value === 'string' && value !== '' && !drawn.includes(value)
        ? [`${place} "${value}"`]
        : [];
    return undrawn(value, drawn, place);
  });
}

const isWords = (drawn: readonly string[] | Known): drawn is readonly string[] =>
  Array.isArray(drawn);

/** Switched off, empty or not set: leaves a picture as it is. */
const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  value === '' ||
  (typeof value === 'object' && Object.values(value).every(isNothing));
