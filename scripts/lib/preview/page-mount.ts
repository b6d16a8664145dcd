import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { ServerBoot } from '../../../preview/src/model/boot.ts';
import type { PageBundle } from './bundle.ts';
import { servedPage } from './static-page.ts';
import type { Mount } from '../local/data-plane.ts';

export interface PageMountOptions {
  readonly bundle: PageBundle;
  /** What the page is told; people sign in unless it says otherwise. */
  readonly boot?: ServerBoot;
}

const ASSETS = '/public/preview/';

interface Asset {
  readonly contentType: string;
  readonly body: Buffer;
  readonly zipped: Buffer;
  readonly etag: string;
}

/**
 * The page that draws dashboards, at Grafana's own addresses: `/d/<uid>` and `/d/<uid>/<slug>`, the list of dashboards at
 * `/` and `/dashboards`. Its data come from the HTTP API under the same port.
 */
export function pageMount({
  bundle,
  boot = { kind: 'server', signIn: true },
}: PageMountOptions): Mount {
  const page = asset('text/html; charset=utf-8', servedPage(boot, ASSETS));
  const assets: Readonly<Record<string, Asset>> = {
    'page.js': asset('text/javascript; charset=utf-8', bundle.script),
    'page.css': asset('text/css; charset=utf-8', bundle.style),
  };
  const find = (request: IncomingMessage): Asset | undefined => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    if (pathname.startsWith(ASSETS)) return assets[pathname.slice(ASSETS.length)];
    return pathname === '/' ||
      pathname === '/dashboards' ||
      /^\/d\/[^/]+(?:\/[^/]*)?\/?$/.test(pathname)
      ? page
      : undefined;
  };
  return {
    matches: (request) => find(request) !== undefined,
    handle: (request, response) => {
      const found = find(request);
      if (found) send(request, response, found);
      return Promise.resolve();
    },
  };
}

function asset(contentType: string, text: string): Asset {
  const body = Buffer.from(text);
  return {
    contentType,
    body,
    zipped: gzipSync(body),
    etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 20)}"`,
  };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { contentType, body, zipped, etag }: Asset,
): void {
  // The page shows text of other people: it may run its own script and nothing else.
  response.setHeader(
    'Content-Security-Policy',
    "default-src 'self'; img-src 'self' data:; font-src data:; style-src 'self' 'unsafe-inline'; script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'",
  );
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('ETag', etag);
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
  const zip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  response.writeHead(200, {
    'Content-Type': contentType,
    'Content-Length': zip ? zipped.length : body.length,
    ...(zip && { 'Content-Encoding': 'gzip' }),
    Vary: 'Accept-Encoding',
  });
  response.end(request.method === 'HEAD' ? undefined : zip ? zipped : body);
}
