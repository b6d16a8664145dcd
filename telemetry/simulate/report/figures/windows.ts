/** Lengths of time over which figures are taken. Milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** `$__rate_interval`: four scrapes. */
export const RATE = 80_000;
/** The mean of a line is taken over the last minutes before a moment. */
export const MEAN_OF = 5 * MINUTE;
