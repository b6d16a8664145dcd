import { isAtLeast } from './options.ts';

/** Names that changed between versions of the collector. */
export interface Names {
  readonly remoteWrite: string;
  readonly resourceDetection: string;
  /** A variable of the container, as this version expands it. */
  readonly variable: (name: string) => string;
}

/**
 * From contrib 0.154 (ADOT 0.49 holds 0.156) the old names are aliases that warn; before, the new ones do not exist.
 * `$VAR` is what 0.26 expands and what 0.49 refuses; `${env:VAR}` came between (test/recordings/telemetry/collector/accepted.txt).
 */
export const namesOf = (adot: string): Names => ({
  remoteWrite: isAtLeast(adot, '0.49') ? 'prometheus_remote_write' : 'prometheusremotewrite',
  resourceDetection: isAtLeast(adot, '0.49') ? 'resource_detection' : 'resourcedetection',
  variable: (name) => (isAtLeast(adot, '0.35') ? `\${env:${name}}` : `$${name}`),
});
