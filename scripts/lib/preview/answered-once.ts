import type { DataPlane } from '../local/data-plane.ts';

/** Asks each query once: before and after have most of them in common, and the data stand still. */
export function answeredOnce(plane: DataPlane): DataPlane {
  const known = new Map<string, ReturnType<DataPlane['query']>>();
  return {
    query: (query, signal) => {
      const key = JSON.stringify(query);
      const answer = known.get(key) ?? plane.query(query, signal);
      known.set(key, answer);
      return answer;
    },
  };
}
