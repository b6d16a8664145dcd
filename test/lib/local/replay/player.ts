import { Agent, request as send } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { StartedWorkspace } from '../../../../scripts/lib/local/local-workspace.ts';
import type { Json, JsonObject } from '../../../../scripts/lib/state/resource.ts';
import { at, cutTo } from './pointer.ts';
import type { Answer, Exchange } from './recording.ts';

/** Headers that a client could use; the others are not recorded. */
const HEADERS = [
  'retry-after',
  'etag',
  'location',
  'cache-control',
  'warning',
  'allow',
  'content-encoding',
  'www-authenticate',
  'deprecation',
];
const TOKENS = [/glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}/g, /eyJ[A-Za-z0-9+/_=-]{20,}/g];

const basic = (credentials: string): string =>
  `Basic ${Buffer.from(credentials).toString('base64')}`;

/** Plays recorded exchanges against a workspace, keeping what they save for the ones behind. */
export class Player {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 32 });
  readonly #saved: Record<string, Json> = {};
  readonly #workspace: StartedWorkspace;
  readonly #credentials: Record<string, string | undefined> = {
    none: undefined,
    'basic-admin': basic('admin:admin'),
    'basic-wrong': basic('admin:wrong-password'),
    'bad-token': `Bearer glsa_${'a'.repeat(32)}_00000000`,
    'junk-token': 'Bearer not-a-token',
  };

  constructor(workspace: StartedWorkspace) {
    this.#workspace = workspace;
  }

  /** Makes the three service accounts of the recordings; their uids by the name of their token, and that of the built-in `person`. */
  async setUp(): Promise<Record<string, string>> {
    const user = await this.#asAdmin('GET', '/api/user');
    const uids: Record<string, string> = { person: String(at(user, '/uid')) };
    for (const role of ['Admin', 'Editor', 'Viewer']) {
      const name = role.toLowerCase();
      const account = await this.#asAdmin('POST', '/api/serviceaccounts', {
        name: `rec-${name}`,
        role,
      });
      uids[`${name}-token`] = String(at(account, '/uid'));
      const mint = async (secondsToLive: number): Promise<string> => {
        const path = `/api/serviceaccounts/${String(at(account, '/id'))}/tokens`;
        const token = await this.#asAdmin('POST', path, {
          name: `${name}-${secondsToLive}`,
          secondsToLive,
        });
        return `Bearer ${String(at(token, '/key'))}`;
      };
      this.#credentials[`${name}-token`] = await mint(0);
      if (role === 'Editor') this.#credentials['expired-token'] = await mint(1);
    }
    // The recorder waited for the token to expire; the workspace's clock can be moved.
    this.#workspace.advanceClock(2100);
    return uids;
  }

  close(): void {
    this.#agent.destroy();
  }

  /** Sends a request as recorded. Of a repeated one only the statuses are told. */
  async play(exchange: Exchange): Promise<Answer | { readonly statuses: Record<string, number> }> {
    if (exchange.waitMs) this.#workspace.advanceClock(exchange.waitMs);
    const { repeat } = exchange;
    if (repeat) {
      const once = () => this.#send(exchange);
      const answers = repeat.concurrent
        ? await Promise.all(Array.from({ length: repeat.times }, once))
        : await inTurn(repeat.times, once);
      const statuses: Record<string, number> = {};
      for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1;
      return { statuses };
    }
    const raw = await this.#send(exchange);
    let body: Json = raw.text;
    let bodyKind: Answer['bodyKind'] = raw.text === '' ? 'empty' : 'text';
    if (/json/.test(raw.contentType ?? '') || /^[[{]/.test(raw.text.trim())) {
      try {
        body = JSON.parse(raw.text) as Json;
        bodyKind = 'json';
      } catch {
        // It only looked like JSON: text it is.
      }
    }
    for (const [name, pointer] of Object.entries(exchange.save ?? {})) {
      const value = at(body, pointer);
      if (value !== undefined) this.#saved[name] = value;
    }
    const { status, contentType, headers } = raw;
    const kept = scrubbed(cutTo(body, exchange.keep));
    const shown = typeof kept === 'string' && kept.length > 600 ? kept.slice(0, 120) : kept;
    return { status, contentType, headers, bodyKind, body: shown };
  }

  async #asAdmin(method: string, path: string, body?: Json): Promise<Json> {
    const { text } = await this.#send({
      step: '',
      request: { method, path, auth: 'basic-admin', ...(body === undefined ? {} : { body }) },
      response: {
        status: 200,
        contentType: null,
        headers: {},
        bodyKind: 'json',
        body: null,
        volatile: [],
      },
    });
    return JSON.parse(text) as Json;
  }

  #send({ request }: Exchange): Promise<{
    status: number;
    contentType: string | null;
    headers: Record<string, string>;
    text: string;
  }> {
    const body = this.#bodyOf(request);
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers ?? {}))
      headers[name] = this.#substituted(value);
    const authorization = this.#authorization(request.auth);
    if (authorization !== undefined) headers['Authorization'] = authorization;
    if (body !== undefined) {
      headers['Content-Length'] = String(Buffer.byteLength(body));
      if (!('Content-Type' in headers) && !request.noContentType)
        headers['Content-Type'] = 'application/json';
    }
    const { hostname, port } = new URL(this.#workspace.url);
    return new Promise((resolve, reject) => {
      const outgoing = send(
        {
          hostname,
          port,
          method: request.method,
          path: this.#substituted(request.path),
          headers,
          agent: this.#agent,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const bytes = Buffer.concat(chunks);
            const zipped = response.headers['content-encoding'] === 'gzip' && bytes.length > 0;
            resolve({
              status: response.statusCode ?? 0,
              contentType: response.headers['content-type'] ?? null,
              headers: Object.fromEntries(
                HEADERS.flatMap((name) => {
                  const value = response.headers[name];
                  return value === undefined ? [] : [[name, value.toString()] as const];
                }),
              ),
              text: (zipped ? gunzipSync(bytes) : bytes).toString(),
            });
          });
          response.on('error', reject);
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  #authorization(auth: string): string | undefined {
    if (auth.startsWith('var:')) return `Bearer ${String(this.#saved[auth.slice(4)])}`;
    if (auth.startsWith('basic-var:'))
      return basic(`api_key:${String(this.#saved[auth.slice(10)])}`);
    if (!(auth in this.#credentials)) throw new Error(`unknown principal ${auth}`);
    return this.#credentials[auth];
  }

  #bodyOf({ body, bodyText, bodyGenerated }: Exchange['request']): string | undefined {
    if (bodyGenerated) return generated(bodyGenerated);
    if (bodyText !== undefined) return this.#substituted(bodyText);
    return body === undefined ? undefined : JSON.stringify(this.#deep(body));
  }

  #substituted(text: string): string {
    return text.replace(/\$\{(\w+)\}/g, (whole, name: string) =>
      name in this.#saved ? String(this.#saved[name]) : whole,
    );
  }

  #deep(value: Json): Json {
    if (typeof value === 'string') {
      const name = /^\$\{(\w+)\}$/.exec(value)?.[1];
      return name === undefined ? this.#substituted(value) : (this.#saved[name] ?? value);
    }
    if (Array.isArray(value)) return value.map((item) => this.#deep(item));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [this.#substituted(key), this.#deep(item)]),
    );
  }
}

async function inTurn<T>(times: number, once: () => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  for (let i = 0; i < times; i++) answers.push(await once());
  return answers;
}

/** Bodies that are too large to be stored are described. */
function generated(description: JsonObject): string {
  const bytes = Number(description['bytes']);
  if (description['kind'] === 'bytes') return String(description['char']).repeat(bytes);
  const content = 'x'.repeat(Number(description['panelBytes'] ?? 1000));
  const panels = Array.from({ length: Math.floor(bytes / (content.length + 100)) }, (_, i) => ({
    id: i + 1,
    type: 'text',
    title: `p${i}`,
    gridPos: { h: 4, w: 6, x: 0, y: i * 4 },
    options: { content, mode: 'markdown' },
  }));
  const { uid, title } = description;
  return JSON.stringify({
    dashboard: { uid, title, schemaVersion: 36, tags: [], panels },
    overwrite: false,
  });
}

/** Tokens are never recorded; long texts are cut. */
function scrubbed(value: Json): Json {
  if (typeof value === 'string') {
    const clean = TOKENS.reduce((text, token) => text.replace(token, '<token>'), value);
    return clean;
  }
  if (Array.isArray(value)) return value.map(scrubbed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, scrubbed(item)]));
}
