import { toNumber, toText, type Value } from '../values.ts';

/** A function of values; an argument that was not given is null. */
export type ScalarFunction = (...args: Value[]) => Value;

export type FunctionTable = Readonly<Record<string, ScalarFunction>>;

const orNull = (value: Value | undefined): Value => value ?? null;

/** A function of a number: null for what is none, and for a result that is none (the logarithm of 0). */
export const ofNumber =
  (f: (a: number) => number): ScalarFunction =>
  (value) => {
    const a = toNumber(orNull(value));
    if (a === null) return null;
    const result = f(a);
    return Number.isFinite(result) ? result : null;
  };

/** A function of a text and further arguments: null when the text is absent. */
export const ofText =
  (f: (text: string, ...rest: Value[]) => Value): ScalarFunction =>
  (value, ...rest) => {
    const text = toText(orNull(value));
    return text === null ? null : f(text, ...rest);
  };

/** 1 or 0, as the vendor's predicates on text answer. */
export const flag = (condition: boolean): number => (condition ? 1 : 0);

/** The text of an optional argument; undefined when it is absent. */
export const optionalText = (value: Value | undefined): string | undefined =>
  toText(orNull(value)) ?? undefined;

export const optionalNumber = (value: Value | undefined): number | undefined =>
  toNumber(orNull(value)) ?? undefined;
