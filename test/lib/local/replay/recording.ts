import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Json, JsonObject } from '../../../../scripts/lib/state/resource.ts';

/** One exchange with a real Grafana, as recorded; see the README beside the recordings for every field. */
export interface Exchange {
  readonly step: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly auth: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: Json;
    readonly bodyText?: string;
    readonly bodyGenerated?: JsonObject;
    readonly noContentType?: boolean;
  };
  readonly save?: Readonly<Record<string, string>>;
  readonly waitMs?: number;
  readonly repeat?: { readonly times: number; readonly concurrent?: boolean };
  readonly keep?: readonly string[];
  readonly response: RecordedResponse;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyKind: 'json' | 'text' | 'empty';
  readonly body: Json;
}

export interface RecordedResponse extends Answer {
  readonly volatile: readonly string[];
  readonly volatileHeaders?: readonly string[];
  /** The server itself answers differently from run to run. */
  readonly unstable?: boolean;
  readonly otherAnswers?: readonly { readonly status: number }[];
  /** Of a repeated request: how often each status came. */
  readonly statuses?: Readonly<Record<string, number>>;
}

export interface Scenario {
  readonly name: string;
  readonly exchanges: readonly Exchange[];
}

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../recordings');

/** Every scenario of a recorded server: a file each. */
export const scenariosOf = (server: string): Scenario[] =>
  readdirSync(path.join(root, server))
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({
      name: path.basename(file, '.json'),
      exchanges: JSON.parse(readFileSync(path.join(root, server, file), 'utf8')) as Exchange[],
    }));
