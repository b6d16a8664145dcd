import { expect, test } from '@jest/globals';
import { environmentSchema } from '../../../scripts/lib/config/environment.ts';
import { desiredState } from '../../../scripts/lib/state/desired.ts';

const environment = environmentSchema.parse({
  grafana: 'local',
  region: 'eu-central-1',
  accountId: '123456789012',
  prometheusWorkspaceId: 'ws-01234567-89ab-cdef-0123-456789abcdef',
  logGroups: { app: '/ecs/app' },
  folder: { uid: 'f-1', title: 'Shop' },
});
const desired = (project: string, environmentName: string) =>
  desiredState(
    { project, resources: () => [], locate: () => undefined },
    { environmentName, environment, grafanaVersion: '12.4' },
  );

test.each([
  ['shop', 'production'],
  ['Shop_2.api', 'eu-1'],
])('%s/%s marks what is published', (project, name) => {
  expect(desired(project, name)).toEqual([]);
});

test.each([
  ['My App', 'local', 'project is "My App".'],
  ['', 'local', 'project is "".'],
  ['a/b', 'local', 'project is "a/b".'],
  ['shop', 'eu west', 'an environment is called "eu west".'],
])('project "%s" in "%s" is refused before anything is written', (project, name, fact) => {
  expect(() => desired(project, name)).toThrow(
    expect.objectContaining({ exitCode: 2, details: expect.arrayContaining([fact]) }),
  );
});
