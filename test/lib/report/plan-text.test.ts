import { describe, expect, test } from '@jest/globals';
import { planSchema, type Plan } from '../../../scripts/lib/plan/plan.ts';
import { changedText } from '../../../scripts/lib/report/changed-text.ts';
import { painter } from '../../../scripts/lib/report/paint.ts';
import { conflictFacts, planText } from '../../../scripts/lib/report/plan.ts';

const view = { paint: painter(false), columns: 100, workspace: 'workspace g-0123456789' };
const plan = (changes: Plan['changes']): Plan =>
  planSchema.parse({
    schemaVersion: 1,
    environment: 'production',
    grafanaVersion: '12.4',
    commit: 'a1b2c3d',
    changes,
    summary: {
      create: 0,
      update: changes.filter(({ action }) => action === 'update').length,
      move: 0,
      delete: 0,
      noop: 3,
      conflict: changes.filter(({ action }) => action === 'conflict').length,
    },
  });

describe('a plan', () => {
  test('says what a new thing is made of', () => {
    const made = (kind: 'dashboard' | 'folder' | 'alert-rule-group', holds?: object) =>
      plan([{ kind, uid: 'x', title: 'X', action: 'create', ...(holds && { holds }) }]);
    const lineOf = (one: Plan): string => planText(one, view).split('\n')[2] ?? '';
    expect(lineOf(made('dashboard', { rows: 7, panels: 31 }))).toMatch(
      /X \(x\) +create {3}7 rows, 31 panels$/,
    );
    expect(lineOf(made('dashboard', { panels: 1 }))).toMatch(/create {3}1 panel$/);
    expect(lineOf(made('alert-rule-group', { rules: 2 }))).toMatch(/create {3}2 rules$/);
    expect(lineOf(made('folder'))).toMatch(/create$/);
  });

  test('shows a moved panel and its changed query at first sight, carets under what changed', () => {
    const text = planText(
      plan([
        {
          kind: 'dashboard',
          uid: 'todo-app',
          title: 'To-Do List Manager',
          action: 'update',
          diff: [
            {
              what: 'moved',
              path: ['Resources', 'Open files'],
              pointer: '/panels/5',
              note: 'from row "Latency" to row "Resources"',
            },
            {
              what: 'changed',
              path: ['Resources', 'Open files', 'query A'],
              pointer: '/panels/5/targets/0/expr',
              before: 'sum by (instance) (process_open_fds{job="todo"}) and on () up',
              after: 'sum by (instance) (process_max_fds{job="todo"}) and on () up',
            },
          ],
        },
      ]),
      view,
    );
    expect(text).toBe(
      [
        'production: workspace g-0123456789 (Grafana 12.4), at a1b2c3d',
        '',
        '  dashboard   To-Do List Manager (todo-app)                                             update',
        '    → Resources › Open files   from row "Latency" to row "Resources"',
        '        query A   - sum by (instance) (process_open_fds{job="todo"}) and on () up',
        '                                       ^^^^^^^^^^^^^^^^',
        '                  + sum by (instance) (process_max_fds{job="todo"}) and on () up',
        '                                       ^^^^^^^^^^^^^^^',
        '',
        '  1 to update, 3 unchanged. 1 panel changed, 1 moved.',
        '',
      ].join('\n'),
    );
  });

  test('tells of a conflict who saved, when and under which message, and what to type', () => {
    const text = planText(
      plan([
        {
          kind: 'dashboard',
          uid: 'todo-app',
          title: 'To-Do List Manager',
          action: 'conflict',
          content: '0123456789abcdef',
          conflict: {
            code: 'edited',
            published: { version: 14, commit: '9f8e7d6' },
            live: {
              version: 17,
              by: 'ana',
              at: '2020-01-02T16:04:00',
              message: 'stricter\u001b[31m',
            },
          },
        },
      ]),
      view,
    );
    expect(text).toContain(
      'published as version 14 by this project (9f8e7d6), now version 17, saved by ana, 2020-01-02 16:04 ("stricter\\x1b[31m")',
    );
    expect(text).toContain('npm run drift -- --env production --adopt todo-app');
    expect(text).toContain('npm run publish -- --env production --overwrite todo-app');
  });

  test.each([
    [{ at: '2020-01-02T16:04:00' }, 'saved, 2020-01-02 16:04 (this Grafana does not say by whom)'],
    [
      { by: 'Anonymous', at: '2020-01-02T16:04:00' },
      'saved by a program (Grafana keeps no name), 2020-01-02 16:04',
    ],
  ])('does not take for a program whom nobody names: %j', (live, said) => {
    const [fact] = conflictFacts({ code: 'edited', live });
    expect(fact).toBe(`edited in Grafana after it was last published, ${said}`);
  });
});

describe('a changed text', () => {
  test('is cut around what changed, both sides alike', () => {
    const long = (window: string): string =>
      `histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{job="todo"}[${window}])))`;
    const { before, beforeCarets, after, afterCarets } = changedText(
      long('5m'),
      long('$__rate_interval'),
      60,
    );
    expect(before.length).toBeLessThanOrEqual(60);
    expect(after.length).toBeLessThanOrEqual(60);
    expect(before.slice(beforeCarets.indexOf('^'), beforeCarets.length)).toBe('5m');
    expect(after.slice(afterCarets.indexOf('^'), afterCarets.length)).toBe('$__rate_interval');
  });

  test('marks the place where something was only added', () => {
    expect(changedText('up', 'up or down', 60)).toMatchObject({
      beforeCarets: '  ^',
      afterCarets: '  ^^^^^^^^',
    });
  });
});
