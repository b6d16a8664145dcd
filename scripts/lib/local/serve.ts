import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../cli/user-error.ts';
import { answerControl, isControlPath } from './control.ts';
import { actionOf, answerAws, isAwsPath } from './control-plane/server.ts';
import { editFirst, isNew } from './faults/edit.ts';
import { effectOf, type Effect } from './faults/effect.ts';
import type { Faults, Subject } from './faults/faults.ts';
import { grafanaOf } from './grafana/server.ts';
import { bodyText, send } from './http/listener.ts';
import { json, message, refuse, Refusal, type Reply } from './http/reply.ts';
import type { RequestLog } from './http/request-log.ts';
import type { StartedWorkspace } from './local-workspace.ts';
import type { Workspace } from './workspace.ts';

interface Parts {
  readonly workspace: Workspace;
  readonly faults: Faults;
  readonly log: RequestLog;
  /** Milliseconds before each answer. */
  readonly latency: number;
}

type Serve = (
  request: IncomingMessage,
  response: ServerResponse,
  started: StartedWorkspace,
) => Promise<void>;

/** Answers every request of a workspace: finds who is asked, lets faults strike, keeps what changed, sends, writes the log. */
export function serverOf({ workspace, faults, log, latency }: Parts): Serve {
  const grafana = grafanaOf(workspace);

  return async (request, response, started) => {
    const at = Date.now();
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://workspace');
    const { method = 'GET', headers } = request;
    const body = await bodyText(request);

    if (isControlPath(pathname)) {
      const contentType = headers['content-type'] ?? '';
      send(
        request,
        response,
        answerControl(started, { method, path: pathname, body, contentType }),
      );
      return;
    }
    const aws = isAwsPath(pathname);
    const action = aws ? actionOf(method, pathname) : undefined;
    const subject: Subject = {
      on: aws ? 'aws' : 'grafana',
      method,
      path: pathname,
      ...(action === undefined ? {} : { action }),
    };
    const effect = effectOf(workspace, faults.strike(subject), subject);
    const wait = latency + effect.delay;
    if (wait > 0) await sleep(wait);
    if (!aws) workspace.index.tick();
    const entry = { method, path: request.url ?? '/', sent: Buffer.byteLength(body), at };
    const breakOff = (): void => {
      log.add({ ...entry, status: 0, bytes: 0 });
      request.socket.resetAndDestroy();
    };
    if (effect.reset === 'before') return breakOff();
    const incoming = { method, path: pathname, query: searchParams, headers, body };
    const reply = await kept(workspace, effect, () => {
      if (effect.editBy !== undefined) editFirst(workspace, pathname, body, effect.editBy);
      if (effect.expireTokens) expireAll(workspace);
      // As Grafana says it when a quota is used up (AMG: 2,000 dashboards).
      if (effect.isFull && isNew(workspace, pathname, body)) refuse(message(403, 'Quota reached'));
      return aws
        ? answerAws(workspace, {
            ...incoming,
            url: started.url,
            status: effect.status ?? 'ACTIVE',
          })
        : grafana({ ...incoming, signal: gone.signal });
    });
    if (effect.reset === 'after') return breakOff();
    const headed = aws ? reply : withCacheControl(workspace, reply);
    const bytes = send(request, response, headed);
    log.add({ ...entry, status: reply.status, bytes });
  };
}

/** The reply, once what it changed is kept; nothing is kept of a request that is refused. */
async function kept(
  { store }: Workspace,
  effect: Effect,
  answer: () => Promise<Reply>,
): Promise<Reply> {
  if (effect.reply) return effect.reply;
  try {
    const reply = await answer();
    store.commit();
    return reply;
  } catch (error) {
    store.rollback();
    if (error instanceof Refusal) return error.reply;
    if (error instanceof UserError)
      return json(500, { message: [error.message, ...error.details].join(' ') });
    throw error;
  }
}

function expireAll({ store, clock }: Workspace): void {
  const expires = clock.now();
  for (const token of store.tokens.values())
    store.tokens.put(String(token.id), { ...token, expires });
  for (const key of store.apiKeys.values()) store.apiKeys.put(String(key.id), { ...key, expires });
  store.commit();
}

const withCacheControl = ({ generation }: Workspace, reply: Reply): Reply => ({
  ...reply,
  headers: withoutEmpty({ 'Cache-Control': generation.cacheControl, ...reply.headers }),
});

/** An empty header is one that shall not be sent. */
const withoutEmpty = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
