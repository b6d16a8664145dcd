import { stringify } from 'yaml';
import { UserError } from '../../scripts/lib/cli/user-error.ts';
import { collectorConfiguration } from './configuration.ts';
import { DEFAULT_ADOT, type CollectorOptions } from './options.ts';
import { validateCollector } from './validate.ts';

export { collectorConfiguration } from './configuration.ts';
export { collectorContainer } from './container.ts';
export { DEFAULT_ADOT, TRIED_ADOT, type CollectorOptions } from './options.ts';
export type { CollectorFinding } from './finding.ts';
export { validateCollector } from './validate.ts';
export { validateCollectorText, type PlacedFinding } from './validate-file.ts';

/** The configuration as the YAML that the container reads. @throws UserError when the collector would refuse it */
export function collectorYaml(options: CollectorOptions = {}): string {
  const configuration = collectorConfiguration(options);
  const errors = validateCollector(configuration, options.adot ?? DEFAULT_ADOT).filter(
    ({ severity }) => severity === 'error',
  );
  if (errors.length > 0) {
    throw new UserError('the collector would refuse its configuration.', {
      details: errors.map(({ path, message }) => `${path}: ${message}`),
    });
  }
  return stringify(configuration, { lineWidth: 0, aliasDuplicateObjects: false });
}
