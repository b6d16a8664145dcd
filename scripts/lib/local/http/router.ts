import type { Reply } from './reply.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One line of a route table. `:name` takes one segment of the path, decoded; a final `*name` takes the rest. */
export interface Route<Call> {
  readonly method: Method;
  readonly path: string;
  readonly handle: (call: Call) => Reply | Promise<Reply>;
}

export interface Match<R> {
  readonly route: R;
  readonly params: Readonly<Record<string, string>>;
}

interface Compiled<R> {
  readonly route: R;
  readonly segments: readonly string[];
}

/** Finds the route of a request; fixed segments win over `:name`. */
export class Router<R extends { readonly method: string; readonly path: string }> {
  readonly #routes: readonly Compiled<R>[];

  constructor(routes: readonly R[]) {
    this.#routes = routes
      .map((route) => ({ route, segments: route.path.split('/').slice(1) }))
      .toSorted((a, b) => weight(a.segments).localeCompare(weight(b.segments)));
  }

  match(method: string, path: string): Match<R> | undefined {
    const segments = path.split('/').slice(1);
    for (const { route, segments: pattern } of this.#routes) {
      if (route.method !== method) continue;
      const params = paramsOf(pattern, segments);
      if (params) return { route, params };
    }
    return undefined;
  }
}

/** Sorts fixed segments before parameters, and those before the rest of a path. */
const weight = (segments: readonly string[]): string =>
  segments.map((s) => (s.startsWith('*') ? '2' : s.startsWith(':') ? '1' : '0')).join('');

function paramsOf(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    if (part.startsWith('*')) {
      params[part.slice(1)] = segments.slice(index).map(decoded).join('/');
      return params;
    }
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (part.startsWith(':')) {
      if (segment === '') return undefined;
      params[part.slice(1)] = decoded(segment);
    } else if (part !== segment) return undefined;
  }
  return segments.length === pattern.length ? params : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
