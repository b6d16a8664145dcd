import type { Command } from './commands.ts';
import type { Span } from './span.ts';

/** A whole query: commands in pipe order. Also what stands in the parentheses of a subquery. */
export interface Query extends Span {
  readonly kind: 'query';
  readonly commands: readonly Command[];
  /** In text order; they belong to no command, a formatter puts them back by position. */
  readonly comments: readonly Comment[];
}

/** `# …` to the end of the line; `text` is without the hash and the space around. */
export interface Comment extends Span {
  readonly kind: 'comment';
  readonly text: string;
}
