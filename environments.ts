import type { EnvironmentInput } from './scripts/lib/config/environment.ts';

/** Marks this repository's things in a workspace: the tag `<project>/<environment>`. Change it when you clone the repository for another app. */
export const project = 'todo-observability';

/** The one file that a team must edit. `npm run <command> -- --env NAME` picks an entry; `local` is the default. */
export const environments = {
  local: {
    grafana: 'local',
    region: 'eu-central-1',
    accountId: '123456789012',
    prometheusWorkspaceId: 'ws-01234567-89ab-cdef-0123-456789abcdef',
    logGroups: {
      app: '/ecs/todo-app',
      collector: '/ecs/todo-app-collector',
      database: '/ecs/todo-app-mongodb',
    },
    folder: { uid: 'todo', title: 'To-do app' },
  },
  production: {
    grafana: 'g-REPLACE', // the AMG workspace's id: aws grafana list-workspaces
    region: 'eu-central-1',
    accountId: 'REPLACE', // aws sts get-caller-identity
    prometheusWorkspaceId: 'ws-REPLACE', // aws amp list-workspaces
    logGroups: { app: 'REPLACE' }, // aws logs describe-log-groups
    folder: { uid: 'todo', title: 'To-do app' },
  },
} satisfies Record<string, EnvironmentInput>;
