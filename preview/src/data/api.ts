import type { Api, QueryAnswers, Recording } from '../model/api.ts';
import { exactRecordingKey, recordingKey } from '../model/request.ts';

/** An answer other than 2xx; `body` is Grafana's own error document where it sent one. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: unknown;
  constructor(status: number, message: string, body: unknown) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

/** The API of the server that served this page. `authorization` is asked for each time, so that a sign-in takes effect at once. */
export function serverApi(authorization: () => string | undefined): Api {
  const call = async (path: string, init: RequestInit): Promise<unknown> => {
    const header = authorization();
    const response = await fetch(path, {
      ...init,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        ...(header && { authorization: header }),
      },
    });
    const text = await response.text();
    const body = parsed(text);
    if (response.ok) return body;
    const said = (body as { message?: unknown } | undefined)?.message;
    throw new ApiError(
      response.status,
      typeof said === 'string'
        ? said
        : `${init.method ?? 'GET'} ${path} answered ${response.status}`,
      body,
    );
  };
  return {
    get: (path) => call(path, {}),
    post: (path, body) => call(path, { method: 'POST', body: JSON.stringify(body) }),
    query: async (request, signal) => {
      try {
        const body = (await call('/api/ds/query', {
          method: 'POST',
          body: JSON.stringify(request),
          ...(signal && { signal }),
        })) as { results?: QueryAnswers };
        return body.results ?? {};
      } catch (error) {
        // An answer of 400 may still carry the results of the targets, each with its own error.
        const results =
          error instanceof ApiError
            ? (error.body as { results?: QueryAnswers } | undefined)?.results
            : undefined;
        if (results) return results;
        throw error;
      }
    },
  };
}

/** Answers from a recording; what is not in it says so. */
export function recordedApi(recording: Recording): Api {
  return {
    answersLabels: Object.keys(recording.paths).some((path) => path.includes('/api/v1/label/')),
    query: (request) =>
      Promise.resolve(
        Object.fromEntries(
          request.queries.map((query) => [
            String(query['refId']),
            recording.answers[exactRecordingKey(query, request.from, request.to)] ??
              recording.answers[recordingKey(query, request.from, request.to)] ?? {
              status: 404,
              error:
                'This page holds recorded answers only; there is none for this query and time range.',
            },
          ]),
        ),
      ),
    get: (path) =>
      Promise.resolve(recording.paths[path] ?? recording.paths[path.split('?')[0] ?? path]),
    post: (path) =>
      Promise.reject(
        new ApiError(405, `${path}: this page holds recorded answers and cannot write.`, undefined),
      ),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
