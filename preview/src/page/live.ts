import { useEffect, useRef } from 'react';
import type { LiveEvent } from '../model/live-event.ts';

/** Listens to the stream of the live preview. The browser reconnects by itself; what was built meanwhile is told then. */
export function useLiveEvents(url: string | undefined, onEvent: (event: LiveEvent) => void): void {
  const latest = useRef(onEvent);
  latest.current = onEvent;
  useEffect(() => {
    if (!url) return;
    const source = new EventSource(url);
    let opened = false;
    source.onopen = () => {
      if (opened) latest.current({ kind: 'built' });
      opened = true;
    };
    source.onmessage = (message: MessageEvent<string>) =>
      latest.current(JSON.parse(message.data) as LiveEvent);
    return () => source.close();
  }, [url]);
}
