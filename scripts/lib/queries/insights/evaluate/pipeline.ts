import type { Query } from '../ast.ts';
import type { LogEvent } from '../../log-event.ts';
import { compileCommands } from './compile-query.ts';
import type { QueryContext } from './context.ts';
import { Row } from './row.ts';
import type { Sink } from './sink.ts';
import { Stage } from './stage.ts';

/** Takes log events in the order of their time. */
export interface EventSink {
  push(event: LogEvent): void;
  finish(): void;
}

/** A compiled query: what its rows look like, and how to run events through it. Runs once. */
export interface Pipeline {
  /** The state behind the last command; more may be added before the pipeline is opened. */
  readonly stage: Stage;
  /** Connects the commands, what follows them last. `onMatch` is called for each event that passed the filters. */
  open(end: Sink, onMatch?: () => void): EventSink;
}

/** Throws MalformedQuery or NotEvaluatedHere. */
export function compilePipeline(query: Query, context: QueryContext): Pipeline {
  const stage = new Stage(context);
  const events = stage.scope;
  const matched = { count: (): void => undefined };
  compileCommands(query, stage, () => stage.links.push(counter(matched)));
  return {
    stage,
    open: (end, onMatch) => {
      if (onMatch !== undefined) matched.count = onMatch;
      const first = stage.links.reduceRight((next, link) => link(next), end);
      const empty = events.emptyValues();
      let sequence = 0;
      return {
        push: (event) => first.push(new Row(event, sequence++, empty.slice())),
        finish: () => first.finish(),
      };
    },
  };
}

/** Counts events, not the several rows that a command may have made of one. */
const counter =
  (matched: { readonly count: () => void }) =>
  (next: Sink): Sink => {
    let last: LogEvent | null = null;
    return {
      push: (row) => {
        if (row.event !== last || row.event === null) matched.count();
        last = row.event;
        next.push(row);
      },
      finish: () => next.finish(),
    };
  };
