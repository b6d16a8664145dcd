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

  constructor(scope: Construct, id: string, { githubRepository = '' }: StackSettings, targets: Targets) {
    super(scope, id);
    const provider = new iam.OidcProviderNative(this, 'Provider', { url: `https://${GITHUB}`, clientIds: ['sts.amazonaws.com'] });
    const role = (name: string, subject: string, description: string, list: readonly PolicyStatement[]): iam.Role => {
      const made = new iam.Role(this, name, {
        description,
        maxSessionDuration: Duration.hours(1),
        assumedBy: new iam.WebIdentityPrincipal(provider.oidcProviderArn, {
          StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' },
          StringLike: { [`${GITHUB}:sub`]: `repo:${githubRepository}:${subject}` },
        }),
      });
      for (const statement of list) made.addToPolicy(toStatement(statement));
      return made;
    };
    // Who may publish is decided by the protection of the branch and of the environment, not by whoever opens a pull request.
    this.publish = role('Publish', 'environment:production', 'npm run publish', [...statements.publisher(targets), ...statements.bootstrap(targets)]);
    this.drift = role('Drift', 'ref:refs/heads/main', 'npm run drift', statements.publisher(targets));
    this.preview = role('Preview', 'pull_request', 'npm run preview -- --live', statements.preview(targets));
  }
}
