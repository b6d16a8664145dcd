import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Record<string, unknown>;
}
interface Workflow {
  readonly on: Record<string, unknown>;
  readonly permissions?: Record<string, string>;
  readonly jobs: Record<string, { readonly permissions?: object; readonly steps: readonly Step[] }>;
}

const FOLDER = '.github/workflows';
const workflows = readdirSync(FOLDER).map((file) => {
  const text = readFileSync(path.join(FOLDER, file), 'utf8');
  const workflow = parse(text) as Workflow;
  return { file, text, workflow, steps: Object.values(workflow.jobs).flatMap((job) => job.steps) };
});

describe.each(workflows)('the workflow $file', ({ text, workflow, steps }) => {
  it('names each action by its commit, with the version beside it', () => {
    for (const line of text.split('\n').filter((each) => each.includes('uses:')))
      expect(line).toMatch(/uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('leaves no credential of git behind', () => {
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')))
      expect(step.with).toMatchObject({ 'persist-credentials': false });
  });

  it('may only read, but for the jobs that say more', () => {
    const may = Object.entries(workflow.permissions ?? { everything: 'write' });
    expect(may.filter(([, right]) => right !== 'read')).toEqual([]);
  });

  it('writes no expression into a shell, where a title of a stranger would become a command', () => {
    expect(steps.map(({ run = '' }) => run).filter((run) => run.includes('${{'))).toEqual([]);
  });

  it('runs no code of a pull request with rights', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
  });
});

describe('the workflow that comments', () => {
  const comment = workflows.find(({ file }) => file === 'preview-comment.yml');

  it('checks out the default branch, never what the pull request wants to be run', () => {
    const [checkout] = comment?.steps ?? [];
    expect(checkout?.with?.['ref']).toBe('${{ github.event.repository.default_branch }}');
    expect(comment?.text).not.toMatch(/ref: .*head/);
  });

  it('may read artifacts and write to pull requests, nothing else', () => {
    expect(comment?.workflow.jobs['comment']?.permissions).toEqual({
      actions: 'read',
      contents: 'read',
      'pull-requests': 'write',
    });
  });
});
