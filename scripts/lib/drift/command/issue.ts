import { create, isAxiosError, type AxiosInstance } from 'axios';
import { z } from 'zod';
import { ExitCode } from '../../cli/exit-code.ts';
import { rememberSecret } from '../../cli/secrets.ts';
import { UserError } from '../../cli/user-error.ts';
import { driftMarkdown } from '../../report/drift-markdown.ts';
import { escapeMarkdown } from '../../report/escape.ts';
import { headline } from '../../report/drift-text.ts';
import type { DriftReport } from '../report.ts';

const issueSchema = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullable(),
  html_url: z.string(),
  pull_request: z.unknown().optional(),
});
type Issue = z.output<typeof issueSchema>;

/** GitHub's REST API, version 2022-11-28. Retries are left to the next run of the schedule. */
const API_VERSION = '2022-11-28';
const LABEL = 'drift';

/**
 * One issue an environment: opened at the first drift, its text replaced while it drifts, closed when it is in sync again.
 * Nothing is written when nothing changed. A check that could not be made closes nothing.
 * @returns what was done, as a sentence
 */
export async function updateIssue(report: DriftReport): Promise<string> {
  const api = apiOf(process.env);
  const marker = `<!-- drift of environment ${encodeURIComponent(report.environment)} -->`;
  const open = await findIssue(api, marker);
  if (report.inSync) {
    if (!open) return 'no issue is open for this environment';
    await api.post(`issues/${open.number}/comments`, {
      body: `In sync again: ${escapeMarkdown(headline(report))}, ${report.checkedAt}.`,
    });
    await api.patch(`issues/${open.number}`, { state: 'closed', state_reason: 'completed' });
    return `closed ${open.html_url}`;
  }
  const title = `Drift in ${report.environment}: ${report.drifts.length} of ${report.checked} resources`;
  const body = `${marker}\n${driftMarkdown(report)}`;
  if (!open) {
    const { data } = await api.post<unknown>('issues', { title, body, labels: [LABEL] });
    return `opened ${issueSchema.parse(data).html_url}`;
  }
  if (open.title === title && withoutTime(open.body ?? '') === withoutTime(body))
    return `nothing new for ${open.html_url}`;
  await api.patch(`issues/${open.number}`, { title, body });
  return `updated ${open.html_url}`;
}

/** The line that says when: it alone is no news. GitHub gives bodies back with CRLF. */
const withoutTime = (body: string): string =>
  body
    .replaceAll('\r\n', '\n')
    .replace(/^Checked .*$/m, '')
    .trim();

/** The open issue that carries the marker; the oldest, should there be several. */
async function findIssue(api: AxiosInstance, marker: string): Promise<Issue | undefined> {
  for (let page = 1; ; page++) {
    const { data } = await api.get<unknown>('issues', {
      params: {
        state: 'open',
        labels: LABEL,
        sort: 'created',
        direction: 'asc',
        per_page: 100,
        page,
      },
    });
    const issues = z.array(issueSchema).parse(data);
    const found = issues.find(
      ({ body, pull_request }) => pull_request === undefined && body?.includes(marker) === true,
    );
    if (found || issues.length < 100) return found;
  }
}

/** @throws UserError naming what GitHub Actions sets and is missing here. */
function apiOf(env: NodeJS.ProcessEnv): AxiosInstance {
  const { GITHUB_TOKEN: token, GITHUB_REPOSITORY: repository } = env;
  const missing = [
    ...(token === undefined || token === '' ? ['GITHUB_TOKEN'] : []),
    ...(repository === undefined || !/^[\w.-]+\/[\w.-]+$/.test(repository)
      ? ['GITHUB_REPOSITORY']
      : []),
  ];
  if (missing.length > 0)
    throw new UserError(`--issue needs ${missing.join(' and ')} in the environment.`, {
      details: [
        'GitHub Actions sets GITHUB_REPOSITORY; give the step `GITHUB_TOKEN: ${{ github.token }}`.',
      ],
      exitCode: ExitCode.Usage,
    });
  rememberSecret(token);
  const base = env['GITHUB_API_URL'] ?? 'https://api.github.com';
  const api = create({
    baseURL: `${base}/repos/${repository}/`,
    timeout: 30_000,
    headers: {
      Accept: 'application/vnd.github+json',
      Authorization: `Bearer ${token}`,
      'X-GitHub-Api-Version': API_VERSION,
    },
  });
  api.interceptors.response.use(undefined, (error: unknown) => {
    // Not axios's own error: it carries the request, and with it the token.
    const status = isAxiosError(error) ? error.response?.status : undefined;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`GitHub did not take the issue of ${repository}: ${reason}.`, {
      details:
        status === 403 || status === 404 ? ['The job needs `permissions: issues: write`.'] : [],
      exitCode: status === 401 || status === 403 ? ExitCode.Forbidden : ExitCode.Failure,
    });
  });
  return api;
}
