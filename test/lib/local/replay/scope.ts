import type { Exchange } from './recording.ts';

/** Recorded exchanges that the local workspace need not answer as recorded, and why. Everything else must be the same. */
interface Exception {
  readonly reason: string;
  readonly applies: (server: string, scenario: string, exchange: Exchange) => boolean;
}

const path =
  (pattern: RegExp) =>
  (_server: string, _scenario: string, { request }: Exchange) =>
    pattern.test(request.path.split('?')[0] ?? '');

const steps =
  (scenario: string, servers: readonly string[], names: readonly string[]) =>
  (server: string, at: string, { step }: Exchange) =>
    at === scenario && servers.includes(server) && names.includes(step);

const UNIFIED = 'grafana-12.2-unified';
const LATER = ['grafana-12.2', UNIFIED];

export const EXCEPTIONS: readonly Exception[] = [
  {
    reason: 'exports of alert rules: a view for people',
    applies: path(/^\/api\/v1\/provisioning\/.*\/export$/),
  },
  {
    reason: 'the index of schemas: hashes of files that no client reads',
    applies: path(/^\/openapi\//),
  },
  {
    reason: 'the workspace says its own version, 12.4 or 13.2, not 12.2',
    applies: steps('health', LATER, [
      'health, no auth',
      'health, editor',
      'frontend settings, editor',
      'frontend settings, basic admin',
    ]),
  },
  {
    reason: 'a race in the real server, decided by its timing',
    applies: (server, scenario, exchange) =>
      steps('concurrency', [UNIFIED], ['20 creates at once of one uid', 'version of it'])(
        server,
        scenario,
        exchange,
      ) ||
      steps('search', [UNIFIED], ['query case'])(server, scenario, exchange) ||
      steps('apis-versions', [UNIFIED], ['v2alpha1 in search'])(server, scenario, exchange),
  },
];

export const exceptionFor = (
  server: string,
  scenario: string,
  exchange: Exchange,
): string | undefined =>
  EXCEPTIONS.find(({ applies }) => applies(server, scenario, exchange))?.reason;
