import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ExitCode } from '../../../scripts/lib/cli/exit-code.ts';
import { formatUserError, UserError } from '../../../scripts/lib/cli/user-error.ts';
import { contentOf } from '../../support/publishing/content.ts';
import { openWorkspace, QUICK, type TestWorkspace } from '../../support/publishing/workspace.ts';

let space: TestWorkspace;
beforeEach(async () => {
  space = await openWorkspace({ grafana: '12.4' });
});
afterEach(async () => {
  await space.close();
  for (const name of ['GRAFANA_URL', 'GRAFANA_TOKEN']) delete process.env[name];
});

/** What a person sees of a publish that is refused, and the exit code. */
async function refusal(
  options: Parameters<TestWorkspace['publish']>[1] = {},
): Promise<{ text: string; exitCode: ExitCode }> {
  const error: unknown = await space.publish(contentOf(), options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw new Error(`no refusal: ${String(error)}`);
  return { text: formatUserError(error), exitCode: error.exitCode };
}
const writes = (): string[] =>
  space.requests
    .entries()
    .flatMap(({ method, path }) => (path.startsWith('/api') && method !== 'GET' ? [path] : []));

describe('a publish that cannot begin says why, and writes nothing', () => {
  afterEach(() => {
    if (writes().length > 0) throw new Error(`it wrote: ${writes().join(', ')}`);
  });

  test.each([
    ['CREATING', /is CREATING, not ACTIVE/],
    ['UPDATING', /is UPDATING, not ACTIVE/],
    ['VERSION_UPDATING', /updated to another version/],
    ['DELETING', /being deleted/],
  ])('the workspace is %s', async (status, text) => {
    space.faults.add(`workspace-status ${status}`);
    expect(await refusal()).toEqual({
      text: expect.stringMatching(text),
      exitCode: ExitCode.WorkspaceUnusable,
    });
  });

  test('there is no such workspace, or it is in another region', async () => {
    const { environment } = space.environment;
    const elsewhere = { name: 'test', environment: { ...environment, grafana: 'g-0000000000' } };
    const { text, exitCode } = await refusal({ environment: elsewhere });
    expect(text).toMatch(/there is no workspace g-0000000000 in eu-central-1/);
    expect(text).toMatch(/aws grafana list-workspaces --region eu-central-1/);
    expect(exitCode).toBe(ExitCode.WorkspaceUnusable);
  });

  test('the AWS credentials have expired', async () => {
    space.faults.add('expired-credentials');
    const { text, exitCode } = await refusal();
    expect(text).toMatch(/AWS credentials have expired/);
    expect(text).toMatch(/aws sso login/);
    expect(exitCode).toBe(ExitCode.Forbidden);
  });

  test('there are no AWS credentials', async () => {
    const kept = { ...process.env };
    for (const name of Object.keys(process.env))
      if (name.startsWith('AWS_') && name !== 'AWS_ENDPOINT_URL_GRAFANA') delete process.env[name];
    process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
    process.env['AWS_CONFIG_FILE'] = process.env['AWS_SHARED_CREDENTIALS_FILE'] = '/dev/null';
    try {
      const { text, exitCode } = await refusal();
      expect(text).toMatch(/no valid AWS credentials/);
      expect(exitCode).toBe(ExitCode.Forbidden);
    } finally {
      Object.assign(process.env, kept);
      for (const name of [
        'AWS_CONFIG_FILE',
        'AWS_SHARED_CREDENTIALS_FILE',
        'AWS_EC2_METADATA_DISABLED',
      ])
        delete process.env[name];
    }
  });

  test.each([
    'DescribeWorkspace',
    'ListWorkspaceServiceAccounts',
    'CreateWorkspaceServiceAccount',
    'CreateWorkspaceServiceAccountToken',
  ])(
    'IAM does not allow %s: the action is named, and the command that prints the policy',
    async (action) => {
      space.faults.add(`access-denied ${action}`);
      const { text, exitCode } = await refusal();
      expect(text).toMatch(new RegExp(`lacks grafana:${action}\\.`));
      expect(text).toMatch(/npm run iam-policy -- publisher/);
      expect(exitCode).toBe(ExitCode.Forbidden);
      // It never goes on without a credential.
      expect(space.requests.entries().filter(({ path }) => path.startsWith('/api'))).toEqual([]);
    },
  );

  test('the quota of tokens is used up, and none of them is an expired one of ours', async () => {
    space.faults.add('token-quota');
    const { text, exitCode } = await refusal();
    expect(text).toMatch(/as many tokens as it may have \(100, expired ones included\)/);
    expect(text).toMatch(/what is left belongs to others or is in use/);
    expect(exitCode).toBe(ExitCode.Failure);
  });

  test('AWS throttles for good', async () => {
    space.faults.add('throttle on aws retry-after 0');
    const { text, exitCode } = await refusal();
    expect(text).toMatch(/AWS throttles this account/);
    expect(exitCode).toBe(ExitCode.Failure);
  });

  test('AWS asks for a longer wait than anybody has', async () => {
    space.faults.add('throttle on aws retry-after 100');
    expect((await refusal()).text).toMatch(/It asks to wait 100 s/);
  });

  test('a proxy answers with an HTML page instead of AWS', async () => {
    space.faults.add('status-502 on aws');
    expect((await refusal()).text).toMatch(/Something in between answered 502 with a page/);
  });

  test('a proxy answers with an HTML page instead of Grafana', async () => {
    space.faults.add('status-502 on GET /api*');
    const { text, exitCode } = await refusal();
    expect(text).toMatch(/an HTML page, from something in between/);
    expect(text).toMatch(/was answered 502, again and again/);
    expect(exitCode).toBe(ExitCode.Failure);
    space.faults.clear();
    expect(await space.tokens()).toEqual([]);
  });

  test('an API key is asked for where there are none any more', async () => {
    const { text, exitCode } = await refusal({ credential: 'api-key' });
    expect(text).toMatch(/Grafana 12\.4 has no API keys/);
    expect(exitCode).toBe(ExitCode.Usage);
  });

  test('GRAFANA_URL without GRAFANA_TOKEN', async () => {
    process.env['GRAFANA_URL'] = space.url;
    const { text, exitCode } = await refusal();
    expect(text).toMatch(/GRAFANA_TOKEN is not set/);
    expect(exitCode).toBe(ExitCode.Usage);
  });

  test('a GRAFANA_TOKEN that the Grafana does not accept', async () => {
    process.env['GRAFANA_URL'] = space.url;
    process.env['GRAFANA_TOKEN'] = 'glsa_of_another_grafana';
    const { text, exitCode } = await refusal();
    expect(text).toMatch(/does not accept GRAFANA_TOKEN/);
    expect(text).not.toMatch(/glsa_of/);
    expect(exitCode).toBe(ExitCode.Forbidden);
  });

  test('nothing listens where GRAFANA_URL points', async () => {
    process.env['GRAFANA_URL'] = 'http://127.0.0.1:1';
    process.env['GRAFANA_TOKEN'] = 'glsa_whatever';
    expect((await refusal()).text).toMatch(
      /http:\/\/127\.0\.0\.1:1 does not answer: nothing listens at this address/,
    );
  });

  test('nothing listens where the proxy should be: it is named by its variable, its password is not shown', async () => {
    process.env['GRAFANA_URL'] = 'http://grafana.example';
    process.env['GRAFANA_TOKEN'] = 'glsa_whatever';
    const { http_proxy, no_proxy, NO_PROXY } = process.env;
    process.env['http_proxy'] = 'http://ana:planted@127.0.0.1:1';
    delete process.env['no_proxy'];
    delete process.env['NO_PROXY'];
    try {
      const { text } = await refusal();
      expect(text).toMatch(/http:\/\/grafana\.example does not answer: nothing listens/);
      expect(text).toMatch(
        /http_proxy is set: it is asked through that proxy, unless no_proxy excepts it\./,
      );
      expect(text).not.toMatch(/planted/);
    } finally {
      for (const [name, value] of Object.entries({ http_proxy, no_proxy, NO_PROXY }))
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
    }
  });
});

test('throttling that ends is waited for', async () => {
  space.faults.add('throttle next 2 on aws retry-after 0');
  space.faults.add('throttle next 2 retry-after 0');
  const { report } = await space.publish(contentOf());
  expect(report.changes.every(({ outcome }) => outcome === 'done')).toBe(true);
  expect(report.requests.retried).toBe(2);
});

test('expired tokens of this project are swept when the quota is used up, and nobody else’s', async () => {
  await space.publish(contentOf({ dashboards: 1 }));
  const accounts = await space.ask('GET', '/api/serviceaccounts/search?query=shop-admin');
  const [account] = (accounts.body as { serviceAccounts: { id: number }[] }).serviceAccounts;
  const make = (name: string, secondsToLive: number) =>
    space.ask('POST', `/api/serviceaccounts/${account?.id}/tokens`, { name, secondsToLive });
  await make('shop-test-admin-old', 60);
  await make('somebody-elses', 60);
  await make('shop-test-admin-in-use', 0);
  space.advanceClock(120_000);
  const later = Date.now() + 120_000;
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => later);
  space.faults.add('token-quota next 1');
  const { report } = await space.publish(contentOf({ dashboards: 1 }));
  clock.mockRestore();
  expect(report.summary.noop).toBe(3);
  expect((await space.tokens()).sort()).toEqual(['shop-test-admin-in-use', 'somebody-elses']);
});

test('what a killed run has left is taken away by the next one, once it has expired', async () => {
  await space.publish(contentOf({ dashboards: 1 }));
  const accounts = await space.ask('GET', '/api/serviceaccounts/search?query=shop-admin');
  const [account] = (accounts.body as { serviceAccounts: { id: number }[] }).serviceAccounts;
  for (const [name, secondsToLive] of [
    ['shop-test-admin-killed', 60],
    ['shop-test-admin-running', 600],
    ['somebody-elses', 60],
  ])
    await space.ask('POST', `/api/serviceaccounts/${account?.id}/tokens`, { name, secondsToLive });
  const later = Date.now() + 120_000;
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => later);
  await space.publish(contentOf({ dashboards: 1 }));
  clock.mockRestore();
  expect((await space.tokens()).sort()).toEqual(['shop-test-admin-running', 'somebody-elses']);
});

test('a mint whose answer is lost leaves nothing behind', async () => {
  space.faults.add('reset-after next 1 on aws:CreateWorkspaceServiceAccountToken');
  const { report } = await space.publish(contentOf());
  expect(report.changes.every(({ outcome }) => outcome === 'done')).toBe(true);
  expect(report.credentials).toEqual({ revoked: 3, left: [] });
  expect(await space.tokens()).toEqual([]);
});

test('any other Grafana is published to with a token of its own, and nothing is minted', async () => {
  const account = (await space.ask('POST', '/api/serviceaccounts', { name: 'mine', role: 'Admin' }))
    .body;
  const token = (
    await space.ask('POST', `/api/serviceaccounts/${String(account['id'])}/tokens`, {
      name: 'mine',
    })
  ).body;
  process.env['GRAFANA_URL'] = `${space.url}/`;
  process.env['GRAFANA_TOKEN'] = String(token['key']);
  const { report } = await space.publish(contentOf(), { retry: QUICK });
  expect(report.changes.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done', 'done']);
  expect(report.credentials).toEqual({ revoked: 0, left: [] });
  expect(space.requests.entries().some(({ path }) => path.startsWith('/workspaces'))).toBe(false);
});

describe('API keys', () => {
  test.each(['9.4', '10.4'] as const)(
    'are minted for one run on %s, with their price, and deleted',
    async (grafana) => {
      await space.close();
      space = await openWorkspace({ grafana });
      const { report } = await space.publish(contentOf(), { credential: 'api-key' });
      expect(report.changes.every(({ outcome }) => outcome === 'done')).toBe(true);
      expect(report.credentials).toEqual({ revoked: 2, left: [] });
      expect(space.said.join('')).toMatch(/bills every API key/);
      expect((await space.ask('GET', '/api/auth/keys')).body).toEqual([]);
    },
  );
});
