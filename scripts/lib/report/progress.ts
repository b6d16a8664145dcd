import type { Io } from '../cli/io.ts';
import type { PublishEvent } from '../plan/outcome.ts';
import { escapeTerminal } from './escape.ts';
import { duration } from '../text/words.ts';

/** Draws what happens: a line that redraws itself on a terminal, few plain lines in a pipe, or each event as a line of JSON. */
export interface Progress {
  event(event: PublishEvent): void;
  /** Takes the line away before something else is printed. */
  clear(): void;
}

export function progressFor(
  io: Pick<Io, 'err' | 'interactive' | 'columns'>,
  format?: 'json',
): Progress {
  if (format === 'json') {
    return {
      event: (event) => io.err(`${JSON.stringify({ time: new Date().toISOString(), ...event })}\n`),
      clear: () => undefined,
    };
  }
  return io.interactive ? liveLine(io) : plainLines(io);
}

const CLEAR_LINE = '\r\u001B[2K';
/** Redrawn at most this often, in milliseconds: a terminal over ssh is slow. */
const REDRAW_MS = 80;
const BAR = 24;

function liveLine(io: Pick<Io, 'err' | 'columns'>): Progress {
  const started = performance.now();
  let total = 0;
  let finished = 0;
  let drawnAt = -Infinity;
  let isDrawn = false;
  const draw = (text: string, isUrgent = false): void => {
    const now = performance.now();
    if (!isUrgent && now - drawnAt < REDRAW_MS) return;
    drawnAt = now;
    isDrawn = true;
    io.err(`${CLEAR_LINE}${text.slice(0, io.columns - 1)}`);
  };
  return {
    event: (event) => {
      switch (event.type) {
        case 'reading':
          return draw(`${event.environment}  reading   ${event.dashboards} dashboards compared`);
        case 'planned':
          total = event.changes;
          finished = 0;
          return undefined;
        case 'started':
          return draw(bar(event.environment, event.kind, event.title));
        case 'finished':
          finished++;
          return draw(bar(event.environment, event.kind, event.title));
        default:
          return draw(
            `${event.environment}  waiting ${duration(event.delayMs / 1000)}: ${escapeTerminal(event.reason)}`,
            true,
          );
      }
    },
    clear: () => {
      if (isDrawn) io.err(CLEAR_LINE);
      isDrawn = false;
    },
  };

  function bar(environment: string, kind: string, title: string): string {
    const share = total === 0 ? 1 : Math.min(1, finished / total);
    const full = Math.round(share * BAR);
    const rate = finished / Math.max(0.001, (performance.now() - started) / 1000);
    return `${environment}  ${'━'.repeat(full)}${'╌'.repeat(BAR - full)}  ${finished}/${total}   ${rate.toFixed(0)}/s   ${kind} ${escapeTerminal(title)}`;
  }
}

/** Every so many changes a line, so that a log shows that it moves. */
const EVERY = 100;

function plainLines(io: Pick<Io, 'err'>): Progress {
  let finished = 0;
  return {
    event: (event) => {
      if (event.type === 'waiting' && event.delayMs >= 1000)
        io.err(
          `${event.environment}: waiting ${duration(event.delayMs / 1000)}: ${escapeTerminal(event.reason)}\n`,
        );
      else if (event.type === 'finished' && ++finished % EVERY === 0)
        io.err(`${event.environment}: ${finished} changes made\n`);
    },
    clear: () => undefined,
  };
}
