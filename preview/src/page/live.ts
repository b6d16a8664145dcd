import { useEffect, useRef } from 'react';

/** What the live preview tells an open page. */
export type LiveEvent =
  /** Dashboards were built anew: read yours again. */
  | { readonly kind: 'built' }
  /** The content does not build; the last good picture stays. */
  | { readonly kind: 'failed'; readonly errors: readonly BuildError[] };

export interface BuildError {
  readonly text: string;
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
  readonly lineText?: string;
  readonly length?: number;
}

/** Listens to the stream of the live preview; the browser reconnects by itself. */
export function useLiveEvents(url: string | undefined, onEvent: (event: LiveEvent) => void): void {
  const latest = useRef(onEvent);
  latest.current = onEvent;
  useEffect(() => {
    if (!url) return;
    const source = new EventSource(url);
    source.onmessage = (message: MessageEvent<string>) => latest.current(JSON.parse(message.data) as LiveEvent);
    return () => source.close();
  }, [url]);
}
