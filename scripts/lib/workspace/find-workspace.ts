import { ExitCode } from '../cli/exit-code.ts';
import { rememberSecret } from '../cli/secrets.ts';
import { UserError } from '../cli/user-error.ts';
import type { TokenSource } from '../grafana/http.ts';
import { GRAFANA_VERSIONS, type GrafanaVersion } from '../local/local-workspace.ts';
import { apiKeyIssuer, API_KEY_NOTICE, verifyApiKeysExist } from './api-key-issuer.ts';
import { AwsFailure, userErrorOf } from './aws-failure.ts';
import { ControlPlane, type Role } from './control-plane.ts';
import type { ControlPlaneOptions } from './control-plane-calls.ts';
import { CredentialLedger, type LeftCredential } from './credential-ledger.ts';
import { grafanaAddress } from './grafana-address.ts';
import { serviceAccountIssuer } from './service-account-issuer.ts';
import { supportNotice } from './support.ts';
import { verifyActive } from './verify-active.ts';
import type { WorkspaceOptions } from './workspace-options.ts';

/** A Grafana to talk to, and where its tokens come from. */
export interface FoundWorkspace {
  readonly title: string;
  readonly url: string;
  /** The local workspace, started for this command: its address is nobody's afterwards. */
  readonly endsWithCommand?: boolean;
  /** Absent where only the Grafana itself can tell. */
  readonly grafanaVersion?: string;
  tokens(role: Role): TokenSource;
  revoke(): Promise<{ revoked: number; left: readonly LeftCredential[] }>;
  close(): Promise<void>;
}

/** The Grafana of an environment: GRAFANA_URL if it is set, a URL, an AMG workspace, or the local one. @throws UserError */
export async function findWorkspace(options: WorkspaceOptions): Promise<FoundWorkspace> {
  const { grafana, region } = options.environment;
  const { GRAFANA_URL: url } = process.env;
  if (url !== undefined && url !== '') return otherGrafana(url, 'GRAFANA_URL');
  if (grafana.startsWith('http')) return otherGrafana(grafana, `environment "${options.name}"`);
  if (grafana !== 'local') return managedGrafana(options, { workspaceId: grafana, region });

  const { openLocalWorkspace } = await import('../local/open.ts');
  const local = await openLocalWorkspace(process.env['LOCAL_WORKSPACE_DIR'] || undefined, {
    ...localVersion(process.env['LOCAL_GRAFANA']),
  });
  try {
    const found = await managedGrafana(options, {
      workspaceId: local.workspaceId,
      region,
      endpoint: local.url,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local-workspace' },
    });
    return {
      ...found,
      title: 'the local workspace',
      endsWithCommand: local.startedHere,
      close: () => local.close(),
    };
  } catch (error) {
    await local.close();
    throw error;
  }
}

/** The version that LOCAL_GRAFANA asks the local workspace to play. */
function localVersion(asked: string | undefined): { grafana?: GrafanaVersion } {
  if (asked === undefined || asked === '') return {};
  const grafana = GRAFANA_VERSIONS.find((version) => version === asked);
  if (grafana) return { grafana };
  throw new UserError(
    `LOCAL_GRAFANA is "${asked}"; the local workspace plays ${GRAFANA_VERSIONS.join(', ')}.`,
    {
      exitCode: ExitCode.Usage,
    },
  );
}

/** Any Grafana, with a token that somebody made: nothing is minted, nothing revoked. */
function otherGrafana(address: string, source: string): FoundWorkspace {
  const url = grafanaAddress(address, source);
  const token = process.env['GRAFANA_TOKEN'];
  if (token === undefined || token === '') {
    throw new UserError(`${source} names ${url}, and GRAFANA_TOKEN is not set.`, {
      exitCode: ExitCode.Usage,
      suggestions: [['export GRAFANA_TOKEN=…', 'a token of a service account with the role Admin']],
    });
  }
  rememberSecret(token);
  const tokens: TokenSource = {
    current: async () => token,
    renew: async () => {
      throw new UserError(
        `${url} does not accept GRAFANA_TOKEN: it is expired, deleted or of another Grafana.`,
        {
          exitCode: ExitCode.Forbidden,
        },
      );
    },
  };
  return {
    title: url,
    url,
    tokens: () => tokens,
    revoke: async () => ({ revoked: 0, left: [] }),
    close: async () => undefined,
  };
}

async function managedGrafana(
  options: WorkspaceOptions,
  where: Pick<ControlPlaneOptions, 'workspaceId' | 'region' | 'endpoint' | 'credentials'>,
): Promise<FoundWorkspace> {
  const controlPlane = new ControlPlane({
    ...where,
    signal: options.io.signal,
    ...(options.retry && { retry: options.retry }),
    onRetry: (reason, delayMs) =>
      options.onRetry?.({ method: 'AWS', path: 'control plane', reason, delayMs }),
  });
  const description = await spoken(() => controlPlane.describe());
  verifyActive(description, where.region);
  const kind = options.credential ?? options.environment.credential;
  if (kind === 'api-key') {
    verifyApiKeysExist(description.grafanaVersion);
    options.onNotice?.(API_KEY_NOTICE);
  }
  if (supportNotice(description.grafanaVersion, []) !== undefined) {
    const newer = await controlPlane.newerVersions().catch(() => []);
    const notice = supportNotice(description.grafanaVersion, newer);
    if (notice !== undefined) options.onNotice?.(notice);
  }
  const names = { project: options.project, environment: options.name };
  const issuer =
    kind === 'api-key'
      ? apiKeyIssuer(controlPlane, names)
      : serviceAccountIssuer(controlPlane, names);
  const ledger = new CredentialLedger(issuer, options.io.signal);
  return {
    title: `workspace ${where.workspaceId}`,
    url: addressOf(description.endpoint),
    grafanaVersion: description.grafanaVersion,
    tokens: (role) => ledger.source(role),
    revoke: async () => {
      const left = await ledger.revokeAll();
      return { revoked: ledger.revoked, left };
    },
    close: async () => undefined,
  };
}

/** AWS gives a host name; an emulator may give a URL, or a loopback address that speaks plain HTTP. */
function addressOf(endpoint: string): string {
  if (/^https?:\/\//.test(endpoint)) return endpoint.replace(/\/+$/, '');
  return `${/^(127\.|localhost\b)/.test(endpoint) ? 'http' : 'https'}://${endpoint}`;
}

async function spoken<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof AwsFailure ? userErrorOf(error) : error;
  }
}
