import { useEffect, useRef } from 'react';
import type { LiveEvent } from '../model/live-event.ts';

/** Listens to the stream of the live preview; the browser reconnects by itself. */
export function useLiveEvents(url: string | undefined, onEvent: (event: LiveEvent) => void): void {
  const latest = useRef(onEvent);
  latest.current = onEvent;
  useEffect(() => {
    if (!url) return;
    const source = new EventSource(url);
    source.onmessage = (message: MessageEvent<string>) =>
      latest.current(JSON.parse(message.data) as LiveEvent);
    return () => source.close();
  }, [url]);
}
