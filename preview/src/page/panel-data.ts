import { useEffect, useState } from 'react';
import { framesOf, type PanelData } from '../data/frames.ts';
import type { QueryAnswers } from '../model/api.ts';
import type { Panel } from '../model/dashboard.ts';
import type { QueryRequest } from '../model/request.ts';
import type { PageServices } from '../panels/panel-props.ts';

/** The answers to a request; older ones are kept while new ones are on their way. */
export function useAnswers(
  request: QueryRequest | undefined,
  page: PageServices,
  asking: number,
): { answers: QueryAnswers | undefined; failure: string | undefined; loading: boolean } {
  const [state, set] = useState<{ answers?: QueryAnswers; failure?: string; loading: boolean }>({
    loading: request !== undefined,
  });
  const text = request === undefined ? '' : JSON.stringify(request);
  useEffect(() => {
    if (!request) return set({ answers: {}, loading: false });
    const abort = new AbortController();
    set((last) => ({ ...last, loading: true }));
    page.api
      .query(request, abort.signal)
      .then((answers) => !abort.signal.aborted && set({ answers, loading: false }))
      .catch(
        (error: Error) => !abort.signal.aborted && set({ failure: error.message, loading: false }),
      );
    return () => abort.abort();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the text stands for the request
  }, [text, page.api, asking]);
  return { answers: state.answers, failure: state.failure, loading: state.loading };
}

/** What the panel draws of its answers; undefined until the first are shaped. */
export function usePanelData(
  panel: Panel,
  answers: QueryAnswers | undefined,
  context: Parameters<typeof framesOf>[2],
): PanelData | undefined {
  const [data, set] = useState<PanelData>();
  const { theme, timeZone, replace } = context;
  useEffect(() => {
    if (!answers) return;
    let current = true;
    framesOf(panel, answers, { theme, timeZone, replace })
      .catch((error: Error): PanelData => ({ raw: [], frames: [], errors: [error.message] }))
      .then((made) => current && set(made))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [panel, answers, theme, timeZone, replace]);
  return data;
}
