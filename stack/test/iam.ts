import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Match } from 'aws-cdk-lib/assertions';
import { statements as policies, type PolicyStatement } from '../../scripts/lib/iam/policies.ts';
import { subjectsOfWorkflows } from './workflows.ts';
import { list, ofType, resourcesOf, roleOf, statementsOf, templateOf } from './synthesised.ts';

const template = templateOf();
const actionsOf = (...lists: (readonly PolicyStatement[])[]): string[] =>
  lists
    .flat()
    .flatMap(({ actions }) => actions)
    .toSorted();
const targets = { grafanaWorkspaceArn: 'g', prometheusWorkspaceArn: 'p', logGroupArns: ['l'] };
const PROVIDER = 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com';

const ROLE_OF_VARIABLE: Record<string, string> = {
  PUBLISH_ROLE_ARN: 'GithubPublish',
  DRIFT_ROLE_ARN: 'GithubDrift',
  PREVIEW_PLAN_ROLE_ARN: 'GithubPullRequestPlan',
  PREVIEW_DASHBOARDS_ROLE_ARN: 'GithubPreviewDashboards',
};

describe('a role of the stack', () => {
  it('allows no action by wildcard', () => {
    for (const { Action } of statementsOf(template))
      for (const action of list(Action)) assert.ok(!action.includes('*'), action);
  });

  it('allows an action on everything only where AWS knows no resource for it', () => {
    const withoutResource = [
      'cloudwatch:ListMetrics',
      'ecr:GetAuthorizationToken',
      'logs:DescribeLogGroups',
      'logs:GetQueryResults',
      'logs:StopQuery',
    ];
    const wide = statementsOf(template)
      .filter(({ Resource }) => list(Resource).includes('*'))
      .flatMap(({ Action }) => list(Action));
    assert.deepEqual([...new Set(wide)].toSorted(), withoutResource);
  });

  it('of the task writes metrics and its files and nothing else; the secrets are for the execution role alone', () => {
    assert.deepEqual(roleOf(template, 'ServiceTaskTaskRole').actions, [
      'aps:RemoteWrite',
      'elasticfilesystem:ClientMount',
      'elasticfilesystem:ClientWrite',
    ]);
    const { actions } = roleOf(template, 'ServiceTaskExecutionRole');
    for (const action of [
      'secretsmanager:GetSecretValue',
      'ssm:GetParameters',
      'logs:PutLogEvents',
    ])
      assert.ok(actions.includes(action), action);
  });

  it('of Grafana has exactly what its data sources ask', () => {
    const { actions, trust } = roleOf(template, 'GrafanaRole');
    assert.deepEqual(actions, actionsOf(policies.workspace(targets)));
    assert.match(
      trust,
      /grafana\.amazonaws\.com.*"aws:SourceAccount":"123456789012"|"aws:SourceAccount":"123456789012".*grafana\.amazonaws\.com/,
    );
  });
});

describe('a workflow of GitHub', () => {
  it('has exactly the actions of its command, on its own branch or environment', () => {
    const [publish, drift, preview] = ['Publish', 'Drift', 'Preview'].map((name) =>
      roleOf(template, `Github${name}`),
    );
    const publisher = policies.publisher(targets);
    assert.deepEqual(publish?.actions, actionsOf(publisher, policies.bootstrap(targets)));
    assert.deepEqual(drift?.actions, actionsOf(publisher));
    assert.deepEqual(preview?.actions, actionsOf(policies.preview(targets)));
    assert.match(publish?.trust ?? '', /"repo:owner\/name:environment:production"/);
    assert.match(drift?.trust ?? '', /"repo:owner\/name:ref:refs\/heads\/main"/);
    assert.match(preview?.trust ?? '', /"repo:owner\/name:pull_request"/);
    for (const one of [publish, drift, preview])
      assert.match(one?.trust ?? '', /"StringEquals":\{[^}]*"sts\.amazonaws\.com"/);
  });

  it('of a pull request may plan only where that is asked for: a plan reads with a token that could write', () => {
    assert.ok(!JSON.stringify(resourcesOf(template)).includes('PullRequestPlan'));
    const asked = templateOf({ pullRequestRoles: 'true', branch: 'trunk' });
    asked.hasOutput('pullRequestPlanRoleArn', Match.anyValue());
    assert.deepEqual(
      roleOf(asked, 'GithubPullRequestPlan').actions,
      actionsOf(policies.publisher(targets)),
    );
    const dashboards = roleOf(asked, 'GithubPreviewDashboards');
    assert.deepEqual(
      dashboards.actions,
      actionsOf(policies.publisher(targets), policies.bootstrap(targets)),
    );
    assert.match(
      dashboards.trust,
      /\["repo:owner\/name:pull_request","repo:owner\/name:ref:refs\/heads\/trunk"\]/,
    );
    assert.match(roleOf(asked, 'GithubDrift').trust, /"repo:owner\/name:ref:refs\/heads\/trunk"/);
  });

  it('may take the role of its variable in every event that starts it, and no role trusts more than that', () => {
    const asked = templateOf({ pullRequestRoles: 'true' });
    const wanted = subjectsOfWorkflows();
    assert.deepEqual(Object.keys(wanted).toSorted(), Object.keys(ROLE_OF_VARIABLE).toSorted());
    for (const [variable, role] of Object.entries(ROLE_OF_VARIABLE))
      assert.deepEqual(
        [...new Set(roleOf(asked, role).trust.match(/(?<="repo:owner\/name:)[^"]+/g))].toSorted(),
        wanted[variable],
        variable,
      );
  });

  it("trusts the account's own provider where there is one: there can be no second", () => {
    const own = templateOf({ oidcProviderArn: PROVIDER });
    own.resourceCountIs('AWS::IAM::OIDCProvider', 0);
    assert.match(roleOf(own, 'GithubPublish').trust, new RegExp(`"Federated":"${PROVIDER}"`));
  });

  it('has no role where nobody asks for one', () => {
    const none = templateOf({ repository: '' });
    none.resourceCountIs('AWS::IAM::OIDCProvider', 0);
    assert.deepEqual(
      ofType(none, 'AWS::IAM::Role').filter((role) => JSON.stringify(role).includes('npm run')),
      [],
    );
  });
});
