import { useEffect, useState } from 'react';

/** What `read` answers, undefined until it has; an empty list where it fails. */
export function useJson<T>(read: () => Promise<unknown>, deps: readonly unknown[]): T | undefined {
  const [value, set] = useState<T>();
  useEffect(() => {
    let current = true;
    read()
      .then((answer) => current && set(answer as T))
      .catch(() => current && set([] as T));
    return () => {
      current = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the caller names what the request depends on
  }, deps);
  return value;
}
