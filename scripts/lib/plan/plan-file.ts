import { readFile, writeFile } from 'node:fs/promises';
import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import { who } from '../text/words.ts';
import { PLAN_SCHEMA_VERSION, planSchema, type Change, type Plan } from './plan.ts';

/** Writes a plan for a later `publish --plan`. */
export async function writePlanFile(file: string, plan: Plan): Promise<void> {
  if (file === '-')
    throw new UserError('--out takes the name of a file, not "-".', {
      exitCode: ExitCode.Usage,
      suggestions: [['npm run plan -- --json', 'writes the plan to stdout']],
    });
  try {
    await writeFile(file, `${JSON.stringify(plan, undefined, 2)}\n`);
  } catch (error) {
    throw new UserError(`cannot write the plan to ${file}: ${(error as Error).message}`, {
      cause: error,
      suggestions: [['npm run plan -- --out FILE', 'write it somewhere else']],
    });
  }
}

/** Reads a plan file. @throws UserError (exit 2) when there is none, or it is no plan of this version. */
export async function readPlanFile(file: string): Promise<Plan> {
  const refuse = (fact: string): UserError =>
    new UserError(`${file} ${fact}`, {
      exitCode: ExitCode.Usage,
      suggestions: [[`npm run plan -- --out ${file}`, 'makes one']],
    });
  let data: unknown;
  try {
    data = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw refuse(error instanceof SyntaxError ? 'is not JSON.' : 'cannot be read.');
  }
  const version = (data as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (version !== undefined && version !== PLAN_SCHEMA_VERSION)
    throw refuse(
      `has schemaVersion ${String(version)}; this release reads ${PLAN_SCHEMA_VERSION}.`,
    );
  const plan = planSchema.safeParse(data);
  if (plan.success) return plan.data;
  const [issue] = plan.error.issues;
  throw refuse(`is no plan: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? ''}.`);
}

/**
 * Refuses a saved plan when what it was made from has changed: the code, or the workspace.
 * @throws UserError naming each thing that differs
 */
export function verifyPlanFile(saved: Plan, now: Plan): void {
  if (saved.environment !== now.environment) {
    throw new UserError(
      `the plan was made for environment "${saved.environment}", not for "${now.environment}".`,
      {
        exitCode: ExitCode.Usage,
        suggestions: [
          [
            `npm run publish -- --env ${saved.environment} --plan FILE`,
            'publishes it where it belongs',
          ],
        ],
      },
    );
  }
  const key = ({ kind, uid }: Change): string => `${kind} ${uid}`;
  const before = new Map(saved.changes.map((change) => [key(change), change]));
  const after = new Map(now.changes.map((change) => [key(change), change]));
  const facts: string[] = [];
  for (const [name, change] of after) {
    const planned = before.get(name);
    if (!planned) facts.push(`${change.kind} "${change.title}" (${change.uid}): not in the plan`);
    else facts.push(...difference(planned, change));
  }
  for (const [name, change] of before)
    if (!after.has(name))
      facts.push(
        `${change.kind} "${change.title}" (${change.uid}): in the plan, not in the code any more`,
      );
  if (facts.length === 0) return;
  throw new UserError('the plan does not hold any more; nothing was published.', {
    details: facts,
    suggestions: [[`npm run plan -- --env ${now.environment} --out FILE`, 'makes a new one']],
  });
}

function difference(planned: Change, now: Change): string[] {
  const name = `${now.kind} "${now.title}" (${now.uid})`;
  const [was, is] = [planned.seen, now.seen];
  if (was === undefined && is !== undefined)
    return [`${name}: exists in the workspace now${by(now)}`];
  if (was !== undefined && is === undefined) return [`${name}: is gone from the workspace`];
  if (was?.version !== is?.version)
    return [
      `${name}: planned on version ${was?.version}, the workspace has version ${is?.version}${by(now)}`,
    ];
  if (isOther(was?.fingerprint, is?.fingerprint) || isOther(was?.updated, is?.updated))
    return [`${name}: was changed in the workspace${by(now)}`];
  if (planned.content !== now.content) return [`${name}: the code has changed since`];
  return planned.action === now.action
    ? []
    : [`${name}: was "${planned.action}", is now "${now.action}"`];
}

/** A dashboard that equals the code has no fingerprint, because nobody needed one: then its version and its time tell. */
const isOther = (planned: string | undefined, now: string | undefined): boolean =>
  planned !== undefined && now !== undefined && planned !== now;

const by = ({ seen, conflict }: Change): string => {
  const author = conflict?.live?.by ?? seen?.updatedBy;
  return author === undefined ? '' : ` (saved by ${who(author)})`;
};
