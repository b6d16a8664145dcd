import { useEffect } from 'react';

/** Does something again and again; every so many milliseconds, never without a number. */
export function useInterval(act: () => void, ms: number | undefined): void {
  useEffect(() => {
    if (!ms) return;
    const timer = setInterval(act, ms);
    return () => clearInterval(timer);
  }, [act, ms]);
}
