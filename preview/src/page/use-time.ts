import { useCallback, useMemo, useState } from 'react';
import type { Boot } from '../model/boot.ts';
import type { Dashboard } from '../model/dashboard.ts';
import { durationMs, rangeAt } from '../model/time.ts';
import { writeAddress, type Address } from './address.ts';
import { useInterval } from './use-interval.ts';

/** The page's time range, as written and as moments, and how often it is asked for anew; both stand in the address. */
export function useTime(dashboard: Dashboard, boot: Boot, address: Address) {
  const [raw, setRaw] = useState({
    from: address.from ?? dashboard.time?.from ?? 'now-6h',
    to: address.to ?? dashboard.time?.to ?? 'now',
  });
  const [asking, ask] = useState(0);
  const [refresh, setRefresh] = useState(
    address.refresh ?? (typeof dashboard.refresh === 'string' ? dashboard.refresh : ''),
  );
  const { now, range } = useMemo(() => {
    const at = boot.kind === 'recorded' ? boot.now : Date.now();
    return { now: at, range: rangeAt(raw, at) };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- "now" is read anew at each refresh, not at each drawing
  }, [raw, asking]);
  const timeZone =
    dashboard.timezone && dashboard.timezone !== 'browser'
      ? dashboard.timezone
      : boot.kind === 'recorded'
        ? 'utc'
        : 'browser';
  const changeRange = useCallback((from: string, to: string): void => {
    writeAddress({ from, to });
    setRaw({ from, to });
  }, []);
  const changeRefresh = useCallback((interval: string): void => {
    writeAddress({ refresh: interval || undefined });
    setRefresh(interval);
  }, []);
  const askAgain = useCallback((): void => ask((n) => n + 1), []);
  useInterval(askAgain, durationMs(refresh));
  return { raw, now, range, timeZone, refresh, asking, changeRange, changeRefresh, askAgain };
}
