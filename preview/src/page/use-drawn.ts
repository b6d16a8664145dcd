import { useCallback, useEffect, useRef } from 'react';
import type { Placed } from '../model/layout.ts';

/** Marks the page (`body[data-ready]`) once every panel has been drawn: what a picture waits for. */
export function useDrawn(
  placed: readonly Placed[],
  known: boolean,
  eager: boolean,
): (key: string) => void {
  const drawn = useRef(new Set<string>());
  const wanted = useRef<readonly string[]>([]);
  wanted.current = placed.filter((p) => !p.row).map((p) => p.key);
  const check = useCallback((): void => {
    if (!wanted.current.every((key) => drawn.current.has(key))) return;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        document.body.dataset['ready'] = '1';
        document.body.dataset['readyAfter'] = String(Math.round(performance.now()));
      }),
    );
  }, []);
  useEffect(() => {
    if (known && (eager || wanted.current.length === 0)) check();
  }, [known, placed, eager, check]);
  return useCallback(
    (key: string) => {
      drawn.current.add(key);
      check();
    },
    [check],
  );
}
