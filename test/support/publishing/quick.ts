/** Retries without waiting: the tests' clock is the server's. */
export const QUICK = { baseMs: 1, attempts: 6, maxMs: 50 };
