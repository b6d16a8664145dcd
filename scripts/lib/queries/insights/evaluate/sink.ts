import type { Row } from './row.ts';

/** Takes rows one by one; `finish` comes once, after the last. */
export interface Sink {
  push(row: Row): void;
  finish(): void;
}

/** A step of the pipe: given what follows, what comes before it pushes into. */
export type Link = (next: Sink) => Sink;

/** A step that looks at each row by itself. */
export const perRow =
  (step: (row: Row, next: Sink) => void): Link =>
  (next) => ({
    push: (row) => step(row, next),
    finish: () => next.finish(),
  });

/** Which row comes first: negative for `a`. */
export type Order = (a: Row, b: Row) => number;
