/** The time that a workspace lives by; tests move it instead of waiting. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Moves the clock forward. */
  advance(milliseconds: number): void;
}

export function systemClock(): Clock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}
