import { describe, expect, it } from '@jest/globals';
import { content } from '../../scripts/content.ts';
import { loadEnvironment } from '../../scripts/environment.ts';
import { analysePromql } from '../../scripts/lib/rules/promql/analyse.ts';
import { catalogueOf } from '../../scripts/lib/queries/promql/catalogue.ts';
import { metricCatalogue } from '../../telemetry/metrics.ts';
import { watchedPanels } from '../../telemetry/simulate/report/watched-panel.ts';

describe.each(['chapter', 'app'] as const)('the dashboards of the contract %s', (contract) => {
  it('ask only for metrics and labels that exist, with functions that fit their types', async () => {
    const { name, environment } = await loadEnvironment('local');
    const resources = content.resources({
      environmentName: name,
      environment: { ...environment, contract },
      grafanaVersion: '12.4',
    });
    const catalogue = catalogueOf(metricCatalogue(contract));
    let asked = 0;
    for (const resource of resources) {
      if (resource.kind !== 'dashboard') continue;
      for (const { title, expressions } of watchedPanels(resource))
        for (const expression of expressions) {
          const errors = analysePromql(expression, { catalogue, scrapeIntervalSeconds: 20 })
            .filter(({ severity }) => severity === 'error')
            .map(({ message }) => message);
          expect({ title, errors }).toEqual({ title, errors: [] });
          asked += 1;
        }
    }
    expect(asked).toBeGreaterThan(20);
  });
});
