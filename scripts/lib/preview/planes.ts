import type { DataPlane } from '../local/data-plane.ts';

/** One data plane that hands each target to the one of its data source's type. */
export function planesByType(planes: {
  readonly prometheus: DataPlane;
  readonly cloudwatch: DataPlane;
}): DataPlane {
  return {
    query: (query, signal) => {
      if (query.dataSourceType === 'cloudwatch') return planes.cloudwatch.query(query, signal);
      if (/prometheus/.test(query.dataSourceType)) return planes.prometheus.query(query, signal);
      return Promise.resolve({
        status: 501,
        error: `There are no data here for the data source type "${query.dataSourceType}".`,
      });
    },
  };
}
