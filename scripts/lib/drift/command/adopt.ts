import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { ExitCode } from '../../cli/exit-code.ts';
import type { Io } from '../../cli/io.ts';
import { UserError } from '../../cli/user-error.ts';
import { describeDifference } from '../../plan/diff/describe.ts';
import type { Difference } from '../../plan/plan.ts';
import { escapeTerminal } from '../../report/escape.ts';
import { adoptDifferences, type Adoption } from '../adoption/adopt-differences.ts';
import { formatted } from '../../source/format.ts';
import { unifiedDiff } from '../../source/line-diff.ts';
import type { ContentModule } from '../../source/rebuild.ts';
import { writeOver } from '../../source/write-over.ts';
import type { DashboardResource } from '../../state/resource.ts';
import { agreed } from '../../cli/ask.ts';
import { handAdoption } from './hand-adoption.ts';
import type { DriftCheck } from '../check.ts';
import { driftCommand, type DriftQuestion } from '../question.ts';
import type { Drift } from '../report.ts';

/** What of the question an adoption needs. */
type AdoptQuestion = Pick<
  DriftQuestion,
  'name' | 'environment' | 'workspace' | 'locate' | 'desired'
>;

export interface AdoptFlags {
  readonly yes?: boolean;
  readonly force?: boolean;
}

/** `drift --adopt UID`: shows the change of the code, asks, writes it; what it cannot write goes into a file that says what to do. */
export async function adopt(
  uid: string,
  { report, sides }: DriftCheck,
  question: AdoptQuestion,
  module: ContentModule,
  flags: AdoptFlags,
  io: Io,
): Promise<ExitCode> {
  const drift = report.drifts.find((one) => one.uid === uid);
  if (!drift) {
    io.err(`"${uid}" has not drifted: there is nothing to adopt.\n`);
    return report.unchecked.length > 0 ? ExitCode.Failure : ExitCode.Success;
  }
  const live = sides.get(uid)?.live;
  // Written by hand: these are made by helpers of the code, not by literals that could be edited in place.
  if (live?.kind === 'alert-rule-group' || live?.kind === 'library-panel')
    return conclude(
      drift,
      { files: new Map(), before: new Map(), adopted: [], left: drift.diff, ahead: [] },
      question,
      module,
      io,
    );
  if (live?.kind !== 'dashboard' || drift.commands.adopt === undefined) throw cannotAdopt(drift);
  const { name: environmentName, environment, workspace, locate, desired } = question;
  const found = await adoptDifferences({
    module,
    context: { environmentName, environment, grafanaVersion: workspace.grafanaVersion },
    locate,
    desired,
    live: asManaged(live, drift),
    drift: drift.diff,
  });
  const adoption = { ...found, files: await formatted(found.files, module.root) };
  const rewrites = Array.from(adoption.files, ([file, after]) => ({
    file,
    before: adoption.before.get(file) ?? '',
    after,
  }));
  for (const { file, before, after } of rewrites) io.out(unifiedDiff(file, before, after));
  if (adoption.files.size > 0) {
    await verifyClean([...adoption.files.keys()], module, flags);
    const again = driftCommand(environmentName, '--adopt', uid);
    const go = await agreed(
      `Write this into ${[...adoption.files.keys()].join(', ')}?`,
      { yes: flags.yes === true, again },
      io,
    );
    if (!go) {
      io.err('nothing was changed.\n');
      return ExitCode.Cancelled;
    }
    writeOver(rewrites, { root: module.root, again });
  }
  return conclude(drift, adoption, question, module, io);
}

/** The tag that marks it as ours belongs to publishing, not to the code: taken off in Grafana, it comes back by itself. */
function asManaged(live: DashboardResource, drift: Drift): DashboardResource {
  const taken = drift.diff.flatMap(({ what, path: [first], before }) =>
    what === 'removed' && first === 'tag' && drift.what === 'unmarked' ? [before ?? null] : [],
  );
  if (taken.length === 0) return live;
  const tags = Array.isArray(live.model['tags']) ? live.model['tags'] : [];
  return { ...live, model: { ...live.model, tags: [...tags, ...taken] } };
}

async function conclude(
  drift: Drift,
  adoption: Adoption,
  question: AdoptQuestion,
  module: ContentModule,
  io: Io,
): Promise<ExitCode> {
  const say = (one: Difference): string => {
    const { sign, where, text } = describeDifference(one);
    return `    ${sign} ${escapeTerminal(where)}  ${escapeTerminal(text)}`.trimEnd();
  };
  if (adoption.adopted.length > 0)
    io.out(`adopted, ${adoption.adopted.length}:\n${adoption.adopted.map(say).join('\n')}\n`);
  if (adoption.left.length === 0) {
    io.out(equality(drift, adoption.ahead, question.name));
    return ExitCode.Success;
  }
  const file = path.join('dist', 'adopt', `${question.name}-${drift.uid.replaceAll('/', '__')}.md`);
  await mkdir(path.dirname(path.join(module.root, file)), { recursive: true });
  await writeFile(
    path.join(module.root, file),
    handAdoption(drift, adoption.left, question.locate),
  );
  io.out(`left for a person, ${adoption.left.length}:\n${adoption.left.map(say).join('\n')}\n`);
  io.err(`what to write where is in ${file}.\n`);
  return ExitCode.PartialFailure;
}

/** Whether the code now makes what is live, or what of its own it is ahead with. */
function equality({ title }: Drift, ahead: readonly Difference[], environment: string): string {
  if (ahead.length === 0)
    return `built anew, the code equals "${escapeTerminal(title)}" in Grafana.\n  next:  git diff, then commit; the workspace has it already\n`;
  const where = ahead.map((one) => escapeTerminal(describeDifference(one).where));
  return `built anew, the code has all that was edited. It is ahead of Grafana by its own changes: ${where.join('; ')}.\n  next:  git diff, commit, then npm run publish -- --env ${environment}\n`;
}

const cannotAdopt = (drift: Drift): UserError =>
  new UserError(`"${drift.title}" cannot be adopted: ${whyNot(drift)}.`, {
    suggestions: [[drift.commands.revert, 'publish ours over it']],
  });

function whyNot({ kind, what }: Drift): string {
  if (what === 'deleted') return 'it was deleted; to adopt that, take it out of the code';
  return kind === 'dashboard'
    ? 'the code does not tell where it is made'
    : `only dashboards are written into the code; change the ${kind} there by hand`;
}

/** @throws UserError when a file has changes that are not committed: they would be mixed with the adopted ones. */
async function verifyClean(
  files: readonly string[],
  { root }: ContentModule,
  { force }: AdoptFlags,
): Promise<void> {
  if (force === true) return;
  const run = promisify(execFile);
  const dirty = await run('git', ['status', '--porcelain', '--', ...files], { cwd: root }).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
  if (dirty !== '')
    throw new UserError('these files have changes that are not committed; nothing was written.', {
      details: dirty.split('\n').map((line) => line.trim()),
      suggestions: [
        ['git commit', 'or git stash, then adopt'],
        ['… --adopt UID --force', 'write into them all the same'],
      ],
      exitCode: ExitCode.Failure,
    });
}
