import { useEffect, useState } from 'react';
import type { Api } from '../../model/api.ts';

/** A page that holds recorded answers has none for this. */
export const NOT_RECORDED =
  'This page holds recorded answers only; there is none for this list.' as const;

/** What a path answers, undefined until it has and without a path; an empty list where it fails. */
export function useJson<T>(
  api: Api,
  path: string | undefined,
): T | undefined | typeof NOT_RECORDED {
  const [value, set] = useState<T | typeof NOT_RECORDED>();
  useEffect(() => {
    let current = true;
    if (path === undefined) return;
    api
      .get(path)
      .then((answer) => current && set(answer === undefined ? NOT_RECORDED : (answer as T)))
      .catch(() => current && set([] as T));
    return () => {
      current = false;
    };
  }, [api, path]);
  return value;
}
