import { askGrafana, healthOf, namesInGrafana } from './ask-grafana.ts';
import { askInsights } from './ask-insights.ts';
import { grafanaLogQueries } from './grafana-log-queries.ts';
import { awsTarget } from './aws-target.ts';
import { withWorkspace, type Workspace } from '../workspace/with-workspace.ts';
import type { Io } from '../cli/io.ts';
import type { NamedEnvironment } from '../config/load.ts';
import type { Answer, VerifyReport, Span } from './outcome.ts';
import type { Question } from './question.ts';
import type { ScanBudget } from './scan-budget.ts';
import type { VerifyTarget } from './target.ts';

export interface TargetOptions extends NamedEnvironment {
  readonly project: string;
  readonly io: Io;
  readonly budget: ScanBudget;
  readonly span: Span;
}

/**
 * Runs `work` on what an environment names: an AMG workspace's queries go to AMP and CloudWatch Logs directly, those of
 * any other Grafana through it, since only it knows the credentials. A token for the workspace is minted and revoked.
 */
export function withTarget<Result>(
  options: TargetOptions,
  work: (target: VerifyTarget) => Promise<Result>,
): Promise<Result> {
  const { environment, io, span } = options;
  return withWorkspace(options, async (workspace) => {
    if (asksThroughGrafana(environment))
      return work({
        grafanaVersion: workspace.grafanaVersion,
        ask: (question) => askThroughGrafana(workspace, question, options),
        names: (metrics, source) =>
          namesInGrafana(workspace.client('VIEWER').http, source, metrics, span),
        health: (uids) => healthOfAll(workspace, uids),
        close: () => Promise.resolve(),
      });
    const aws = await awsTarget({ environment, budget: options.budget, span, signal: io.signal });
    try {
      return await work({
        ...aws,
        grafanaVersion: workspace.grafanaVersion,
        health: (uids) => healthOfAll(workspace, uids),
      });
    } finally {
      await aws.close();
    }
  });
}

/** PromQL at once, log queries step by step: these have a budget, and are stopped at Ctrl-C. */
function askThroughGrafana(
  workspace: Workspace,
  question: Question,
  { budget, span, io }: TargetOptions,
): Promise<Answer> {
  const { http } = workspace.client('VIEWER');
  return question.language === 'promql'
    ? askGrafana(http, question, span)
    : askInsights({ queries: grafanaLogQueries(http), budget, signal: io.signal }, question, span);
}

/** GRAFANA_URL, or a URL in environments.ts: not a workspace of AWS, so that only it knows how to reach its data. */
const asksThroughGrafana = ({ grafana }: TargetOptions['environment']): boolean =>
  Boolean(process.env['GRAFANA_URL']) || /^https?:/.test(grafana);

async function healthOfAll(
  workspace: Workspace,
  uids: readonly string[],
): Promise<VerifyReport['dataSources']> {
  return Promise.all(uids.map((uid) => healthOf(workspace.client('ADMIN').http, uid)));
}
