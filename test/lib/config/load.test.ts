import { describe, expect, it } from '@jest/globals';
import { environments } from '../../../environments.ts';
import { ExitCode } from '../../../scripts/lib/cli/exit-code.ts';
import { UserError } from '../../../scripts/lib/cli/user-error.ts';
import { loadEnvironment } from '../../../scripts/environment.ts';
import { environmentNamed } from '../../../scripts/lib/config/load.ts';

const refusal = (name: string, entries: unknown): UserError => {
  try {
    environmentNamed(name, entries);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('the environment was accepted');
};

const { local } = environments;

describe('an environment of environments.ts', () => {
  it('"local" is complete', async () => {
    const { name, environment } = await loadEnvironment();
    expect(name).toBe('local');
    expect(environment.grafana).toBe('local');
  });

  it('gets the defaults of what it leaves out', () => {
    const environment = environmentNamed('local', { local });
    expect(environment).toMatchObject({
      contract: 'chapter',
      credential: 'service-account',
      objective: 0.995,
    });
    expect(environment.drift.accept).toEqual([]);
  });

  it('is refused by its placeholders, each with where to find the value', () => {
    const error = refusal('production', environments);
    expect(error.exitCode).toBe(ExitCode.Usage);
    expect(error.message).toBe(
      'environment "production" is not filled in yet: grafana, accountId, prometheusWorkspaceId, logGroups.app.',
    );
    expect(error.details.join('\n')).toContain('aws grafana list-workspaces');
    expect(error.details.join('\n')).toContain('aws amp list-workspaces');
  });

  it('that does not exist is answered with the nearest name', () => {
    const error = refusal('lokal', environments);
    expect(error.exitCode).toBe(ExitCode.Usage);
    expect(error.details).toEqual(['It has: local, production. Did you mean local?']);
  });

  it('may not be called as the previews of a pull request are', () => {
    const error = refusal('staging/pr-7', { 'staging/pr-7': local });
    expect(error.exitCode).toBe(ExitCode.Usage);
    expect(error.message).toBe('environments.ts calls an environment "staging/pr-7".');
  });

  it.each([
    ['an unknown key', { colour: 'red' }, 'the entry: Unrecognized key: "colour"'],
    ['a region that is none', { region: 'Frankfurt' }, 'region: a region looks like eu-central-1'],
    [
      'an account id with letters',
      { accountId: '12345678901x' },
      'accountId: an AWS account id has twelve digits',
    ],
    ['an objective of 100 %', { objective: 1 }, 'objective: '],
    [
      'a folder uid with blanks',
      { folder: { uid: 'to do', title: 'x' } },
      'folder.uid: a uid has 1 to 40 letters',
    ],
    ['a workspace id of the wrong shape', { grafana: 'g-12' }, 'grafana: '],
    [
      'an acceptance without a reason',
      { drift: { accept: [{ uid: 'a', pointer: '/title', reason: '', until: '2026-12-31' }] } },
      'drift.accept.0.reason: ',
    ],
  ])('with %s is refused by the name of the field', (_, change, detail) => {
    const error = refusal('local', { local: { ...local, ...change } });
    expect(error.exitCode).toBe(ExitCode.Usage);
    expect(error.details.join('\n')).toContain(detail);
  });

  it.each([undefined, null, 42, []])('file that exports %p is refused', (entries) => {
    expect(refusal('local', entries).exitCode).toBe(ExitCode.Usage);
  });
});
