import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StandInIssue {
  readonly number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  readonly labels: readonly string[];
  readonly comments: string[];
}

/** A GitHub that knows issues, with what was written to it. */
export interface GithubStandIn {
  readonly url: string;
  readonly issues: StandInIssue[];
  /** `POST /issues` and so on, reads left out. */
  readonly writes: string[];
  /** Answers everything with this status from now on. */
  refuse(status: number): void;
  close(): Promise<void>;
}

export async function startGithub(): Promise<GithubStandIn> {
  const issues: StandInIssue[] = [];
  const writes: string[] = [];
  let refusal: number | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '' } = request;
      const answer = (status: number, body: unknown): void => {
        response.writeHead(status, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify(body));
      };
      if (refusal !== undefined) return answer(refusal, { message: 'no' });
      if (request.headers.authorization !== 'Bearer ghs_0123456789') return answer(401, {});
      const path = url.replace('/repos/example/dashboards', '').replace(/\?.*$/, '');
      const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Partial<StandInIssue>;
      if (method !== 'GET') writes.push(`${method} ${path}`);
      const shown = (issue: StandInIssue) => ({
        ...issue,
        body: issue.body.replaceAll('\n', '\r\n'),
        html_url: `https://github.example/issues/${issue.number}`,
      });
      if (method === 'GET' && path === '/issues')
        return answer(200, issues.filter(({ state }) => state === 'open').map(shown));
      if (method === 'POST' && path === '/issues') {
        const issue: StandInIssue = {
          number: issues.length + 1,
          title: body.title ?? '',
          body: body.body ?? '',
          state: 'open',
          labels: body.labels ?? [],
          comments: [],
        };
        issues.push(issue);
        return answer(201, shown(issue));
      }
      const [, number, comments] = /^\/issues\/(\d+)(\/comments)?$/.exec(path) ?? [];
      const issue = issues.find((one) => one.number === Number(number));
      if (!issue) return answer(404, { message: 'Not Found' });
      if (comments) issue.comments.push(body.body ?? '');
      else Object.assign(issue, body);
      return answer(200, shown(issue));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    issues,
    writes,
    refuse: (status) => void (refusal = status),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
