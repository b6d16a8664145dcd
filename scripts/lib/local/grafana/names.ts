import type { Workspace } from '../workspace.ts';
import { principalOf } from './principal.ts';

/** How a legacy answer names who did something: people by login; programs are `Anonymous`, but for dashboards in unified storage. */
export function personName({ store, generation }: Workspace, key: string): string {
  const principal = principalOf(store, key);
  if (principal?.kind === 'user') return principal.login;
  return generation.unified && principal ? principal.name : 'Anonymous';
}

/** Times as Grafana writes them: whole seconds, UTC. */
export const timestamp = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

export const NO_TIME = '0001-01-01T00:00:00Z';
