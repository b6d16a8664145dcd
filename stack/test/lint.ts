import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, it } from 'node:test';
import { built } from './synthesised.ts';

const CFN_LINT = path.resolve('../app/.venv/bin/cfn-lint');
const isInstalled = existsSync(CFN_LINT);
if (!isInstalled)
  process.stderr.write(
    'note: cfn-lint is not there (make app/.venv/.installed); the templates are not linted\n',
  );

const SHAPES = [
  {},
  {
    database: 'external',
    tasks: 3,
    pullRequestRoles: 'true',
    oidcProviderArn: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
  },
  {
    ownLogKey: 'true',
    alertManager: 'true',
    certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/0123',
    grafanaVersion: '9.4',
  },
];

/** What cfn-lint says of each shape's template; nothing where it has nothing to say. */
async function lint(): Promise<string> {
  const outdir = mkdtempSync(path.join(tmpdir(), 'stack-'));
  try {
    const templates = SHAPES.flatMap((context, index) => {
      const folder = path.join(outdir, String(index));
      built(context, {}, folder).app.synth();
      return readdirSync(folder)
        .filter((file) => file.endsWith('.template.json'))
        .map((file) => path.join(folder, file));
    });
    assert.equal(templates.length, SHAPES.length);
    // W3005: CDK names a dependency that a reference implies already.
    const argv = ['--ignore-checks', 'W3005', '--', ...templates];
    return await promisify(execFile)(CFN_LINT, argv).then(
      () => '',
      ({ stdout, stderr }: { stdout: string; stderr: string }) => `${stdout}${stderr}`,
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

// It takes longer than all other tests together, in a process of its own: they run meanwhile.
const linted = isInstalled ? lint() : undefined;

describe('the template', () => {
  // CI must not pass because the linter is missing.
  const skip = !isInstalled && !process.env['CI'];
  it('passes cfn-lint in each of its shapes', { skip }, async () => {
    assert.equal(await linted, '');
  });
});
