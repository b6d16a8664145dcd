import { describe, expect, it } from '@jest/globals';
import { readStackOutputs } from '../../../scripts/lib/config/stack-outputs.ts';
import { UserError, formatUserError } from '../../../scripts/lib/cli/user-error.ts';

const outputs = {
  grafana: 'g-0123456789',
  prometheusWorkspaceId: 'ws-01234567-89ab-cdef-0123-456789abcdef',
  region: 'eu-west-1',
  accountId: '210987654321',
  appLogGroup: '/ecs/todo-app',
  publishRoleArn: 'arn:aws:iam::210987654321:role/publish',
};
const but = (change: object) => ({ 'Todo-a-production': { ...outputs, ...change } });

/** What a person reads. */
function refusalOf(json: unknown, stack?: string): string {
  try {
    readStackOutputs(json, 'outputs.json', { environment: 'production', stack });
  } catch (error) {
    if (error instanceof UserError && error.exitCode === 2) return formatUserError(error);
    throw error;
  }
  throw new Error('it was taken');
}

describe('an outputs file', () => {
  it('gives the fields of environments.ts and the roles, whatever else a team has added', () => {
    const read = readStackOutputs(but({ contract: 'app', queue: 'q' }), 'outputs.json', {
      environment: 'production',
    });
    expect(read).toEqual({
      stack: 'Todo-a-production',
      fields: {
        grafana: 'g-0123456789',
        prometheusWorkspaceId: outputs.prometheusWorkspaceId,
        region: 'eu-west-1',
        accountId: '210987654321',
        'logGroups.app': '/ecs/todo-app',
        contract: 'app',
      },
      roles: { publishRoleArn: outputs.publishRoleArn },
    });
  });

  it.each([
    ['that is null', null, /holds no outputs of the stack/],
    ['that is a list', [but({})], /holds no outputs of the stack/],
    ['of another stack', { Other: { url: 'x' } }, /holds no outputs of the stack/],
    [
      'that lacks some',
      but({ appLogGroup: undefined, accountId: undefined }),
      /not whole\.\n {2}accountId: missing\n {2}appLogGroup: missing\n {2}try: {2}npm run deploy/,
    ],
    ['with a region that there is none of', but({ region: 'moon' }), /region: "moon" is none/],
    ['with no workspace of AWS', but({ grafana: 'local' }), /grafana: "local" is none/],
    ['with a number for an id', but({ accountId: 1 }), /accountId: 1 is none/],
    [
      'with an unresolved token',
      but({ prometheusWorkspaceId: '${Token[TOKEN.12]}' }),
      /prometheusWorkspaceId: ".*TOKEN.*" is none/,
    ],
    [
      'with a role that a shell would run',
      but({ publishRoleArn: '$(reboot)' }),
      /publishRoleArn: "\$\(reboot\)" is none/,
    ],
    [
      'with several stacks of the environment',
      { ...but({}), 'Todo-b-production': outputs },
      /several stacks of "production": Todo-a-production, Todo-b-production\.\n.*--stack Todo-a-production/,
    ],
  ])('%s is refused', (_, json, message) => {
    expect(refusalOf(json)).toMatch(message);
  });

  it('that has not the stack that was named is refused with those that it has', () => {
    expect(refusalOf(but({}), 'Todo')).toContain('no stack Todo; it has Todo-a-production');
  });
});
