import { useRef } from 'react';
import { sharedWith } from '../model/shared.ts';

/** A list that is made anew, with the items of the last time where they are the same. */
export function useShared<T>(fresh: T): T {
  const last = useRef(fresh);
  last.current = sharedWith(last.current, fresh);
  return last.current;
}
