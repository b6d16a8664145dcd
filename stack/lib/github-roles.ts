import * as iam from 'aws-cdk-lib/aws-iam';
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { statements, type PolicyStatement } from '../../scripts/lib/iam/policies.ts';
import { toStatement } from './grafana.ts';
import type { StackSettings } from './settings.ts';

const GITHUB = 'token.actions.githubusercontent.com';

export interface Targets {
  readonly grafanaWorkspaceArn: string;
  readonly prometheusWorkspaceArn: string;
  readonly logGroupArns: readonly string[];
}

/** A role per workflow, each with exactly what its commands call; no key of AWS lies in GitHub. */
export class GithubRoles extends Construct {
  readonly publish: iam.Role;
  readonly drift: iam.Role;
  readonly preview: iam.Role;
  /** Absent where pull requests may not write, and so may not plan either. */
  readonly pullRequests?: { readonly plan: iam.Role; readonly dashboards: iam.Role };

  constructor(scope: Construct, id: string, settings: StackSettings, targets: Targets) {
    super(scope, id);
    const { githubRepository = '', environmentName, branch } = settings;
    const provider = this.#provider(settings);
    const publisher = statements.publisher(targets);
    const role = (
      name: string,
      subjects: string | readonly string[],
      description: string,
      list: readonly PolicyStatement[],
    ): iam.Role => {
      const made = new iam.Role(this, name, {
        description,
        maxSessionDuration: Duration.hours(1),
        assumedBy: new iam.WebIdentityPrincipal(provider, {
          StringEquals: {
            [`${GITHUB}:aud`]: 'sts.amazonaws.com',
            [`${GITHUB}:sub`]: [subjects]
              .flat()
              .map((subject) => `repo:${githubRepository}:${subject}`),
          },
        }),
      });
      for (const statement of list) made.addToPolicy(toStatement(statement));
      return made;
    };
    // Who may publish is decided by the rules of GitHub's environment, not by whoever opens a pull request.
    this.publish = role('Publish', `environment:${environmentName}`, 'npm run publish', [
      ...publisher,
      ...statements.bootstrap(targets),
    ]);
    this.drift = role('Drift', `ref:refs/heads/${branch}`, 'npm run drift', publisher);
    this.preview = role(
      'Preview',
      'pull_request',
      'npm run preview -- --live',
      statements.preview(targets),
    );
    // A plan reads with a token that could write, and a pull request brings its own code: only where everybody who can push may publish.
    // GitHub signs no token for the workflow of a fork's pull request (it gets a read-only GITHUB_TOKEN, whatever the workflow asks for),
    // and the workflows leave forks out by themselves; the subject, which names the base, could not tell them apart.
    if (settings.pullRequestRoles) {
      // By schedule on the default branch, where the removal at the closing failed.
      const closing = `ref:refs/heads/${branch}`;
      this.pullRequests = {
        plan: role('PullRequestPlan', 'pull_request', 'npm run plan in a pull request', publisher),
        dashboards: role(
          'PreviewDashboards',
          ['pull_request', closing],
          'npm run preview-dashboards',
          [...publisher, ...statements.bootstrap(targets)],
        ),
      };
    }
  }

  /** There can be one provider of GitHub's in an account. */
  #provider({ oidcProviderArn }: StackSettings): string {
    if (oidcProviderArn !== undefined) return oidcProviderArn;
    return new iam.OidcProviderNative(this, 'Provider', {
      url: `https://${GITHUB}`,
      clientIds: ['sts.amazonaws.com'],
    }).oidcProviderArn;
  }
}
