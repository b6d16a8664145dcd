/** A signal that is aborted by the second Ctrl-C: the first asks to stop, the second means now. */
export function secondInterrupt(first: AbortSignal): {
  readonly signal: AbortSignal;
  release(): void;
} {
  const controller = new AbortController();
  const abort = (): void => controller.abort(new Error('stopped'));
  const listen = (): void => {
    // The signal that aborted `first` is still being handed out to listeners; only the next one counts.
    setImmediate(() => process.on('SIGINT', abort).on('SIGTERM', abort));
  };
  if (first.aborted) listen();
  else first.addEventListener('abort', listen, { once: true });
  return {
    signal: controller.signal,
    release: () => {
      first.removeEventListener('abort', listen);
      setImmediate(() => process.off('SIGINT', abort).off('SIGTERM', abort));
    },
  };
}
