import type { DashboardRule } from './dashboard-rule.ts';

/** Why: Grafana refuses other uids, some versions only when somebody saves. */
export const dashboardUid: DashboardRule = {
  code: 'dashboard/uid',
  severity: 'error',
  ownOnly: true,
  summary: 'A dashboard has a uid of at most 40 letters, digits, - and _, and a title',
  why: 'Grafana answers 400 to a longer or an illegal uid and to an empty title; without a uid each publish would make a new dashboard.',
  bad: '{"uid": "todo app", "title": ""}',
  good: '{"uid": "todo-app", "title": "To-Do List Manager"}',
  *check({ uid, title }) {
    if (!/^[A-Za-z0-9_-]{1,40}$/.test(uid))
      yield { message: `The uid "${uid}" is not one that Grafana takes.` };
    if (title.trim() === '') yield { message: 'The dashboard has no title.' };
  },
};
