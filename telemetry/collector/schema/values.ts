import { z } from 'zod';

/** `${env:NAME}`: what it holds is known when the collector starts. */
const variable = z.string().regex(/\$\{[^}]+\}/);

/** A value that may also come from a variable of the container. */
const orVariable = <T extends z.ZodType>(schema: T) => z.union([schema, variable]);

/** Go's: `20s`, `1m30s`, `1.5s`. */
export const duration = z
  .string()
  .regex(/^(-?(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+|0)$|\$\{[^}]+\}/, 'a duration looks like 20s');

/** Prometheus' own: days and longer, no fractions. */
export const prometheusDuration = z
  .string()
  .regex(/^((\d+(ms|s|m|h|d|w|y))+|0)$|\$\{[^}]+\}/, 'a duration looks like 20s');

export const text = z.string();
export const flag = orVariable(z.boolean());
export const whole = orVariable(z.int());
export const atLeastOne = orVariable(z.int().positive());
export const number = orVariable(z.number());
/** Something that is not looked into. */
export const anything = z.unknown();

/** Keys that a component has, in an object; none of them is required, and no other is taken. */
export const keys = <T extends z.ZodType>(names: string, schema: T) =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, schema.optional()])) as Record<
    string,
    z.ZodOptional<T>
  >;
