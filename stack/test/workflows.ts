import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

interface Workflow {
  readonly on: Readonly<Record<string, { readonly branches?: readonly string[] } | null>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly environment?: string;
        readonly steps: readonly { readonly with?: Readonly<Record<string, unknown>> }[];
      }
    >
  >;
}

const FOLDER = path.resolve('../.github/workflows');

/**
 * The subjects that GitHub gives the jobs which take a role, by the variable that names it (GitHub's documentation, "OpenID Connect
 * reference", example subject claims): the job's environment, else `pull_request`, else the branch; a schedule runs on the default one.
 */
export function subjectsOfWorkflows(branch = 'main'): Record<string, string[]> {
  const found: Record<string, Set<string>> = {};
  for (const file of readdirSync(FOLDER)) {
    const { on, jobs } = parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Workflow;
    for (const { environment, steps } of Object.values(jobs)) {
      const role = steps.map((step) => String(step.with?.['role-to-assume'] ?? '')).join('');
      const [, variable] = /vars\.(\w+)/.exec(role) ?? [];
      if (variable === undefined) continue;
      const subjects = (found[variable] ??= new Set());
      for (const [event, rules] of Object.entries(on)) {
        if (environment !== undefined) subjects.add(`environment:${environment}`);
        else if (event === 'pull_request') subjects.add('pull_request');
        else for (const name of rules?.branches ?? [branch]) subjects.add(`ref:refs/heads/${name}`);
      }
    }
  }
  return Object.fromEntries(
    Object.entries(found).map(([variable, subjects]) => [variable, [...subjects].toSorted()]),
  );
}
