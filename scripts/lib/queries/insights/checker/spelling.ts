import { editDistance } from '../parser/command-names.ts';

/** The name that was probably meant: the same but for case, or one letter away. Names that differ in a digit are different. */
export function likelyMisspelling(name: string, names: readonly string[]): string | undefined {
  const lower = name.toLowerCase();
  const sameButCase = names.find((other) => other !== name && other.toLowerCase() === lower);
  if (sameButCase !== undefined) return sameButCase;
  if (name.length < 5) return undefined;
  return names.find(
    (other) =>
      other.length >= 5 &&
      editDistance(lower, other.toLowerCase(), 1) === 1 &&
      withoutDigits(lower) !== withoutDigits(other.toLowerCase()) &&
      !isPlural(lower, other.toLowerCase()) &&
      lower.replace(/^@/, '') !== other.toLowerCase().replace(/^@/, ''),
  );
}

const withoutDigits = (name: string): string => name.replaceAll(/\d+/g, '#').replace(/#$/, '');

const isPlural = (a: string, b: string): boolean => `${a}s` === b || `${b}s` === a;
