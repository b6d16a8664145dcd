/** How often to look. Milliseconds. */
const LOOK = 1_000;

/**
 * Calls `then` when npm, which started this process through a shell, has been stopped: the shell ends at the signal that npm
 * hands it and does not pass it on, so that a server would run on with nobody to stop it.
 */
export function whenOrphaned(then: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, LOOK);
  timer.unref();
}
