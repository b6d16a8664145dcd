import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ExitCode } from '../cli/exit-code.ts';
import type { Io } from '../cli/io.ts';
import { makeFolder } from '../cli/make-folder.ts';
import { environmentNamed } from '../config/load.ts';
import type { Plan } from '../plan/plan.ts';
import type { FindingsReport } from '../rules/finding.ts';
import { desiredState } from '../state/desired.ts';
import type { Resource } from '../state/resource.ts';
import { answeredOnce } from './answered-once.ts';
import { headCommit, withBaseTree } from './base.ts';
import { bundlePage } from './bundle.ts';
import { compareDashboards, type DashboardChange, type PanelChange } from './changes.ts';
import { commentMarkdown } from './comment/markdown.ts';
import { loadContent, rejectBroken, type LoadedContent } from './content.ts';
import { contentApi } from './content-api.ts';
import { costHints } from './comment/cost-hints.ts';
import { onWorkspace } from './comment/on-workspace.ts';
import { checkSection, checksText, planSection } from './comment/sections.ts';
import type { PreviewDashboardsReport } from './ephemeral/report.ts';
import { ensureInstalled } from './install.ts';
import type { PreviewData } from './preview-data.ts';
import { recordDashboard } from './record.ts';
import type { PanelPictures } from './site/compare-page.ts';
import { cameraOrSay } from './site/camera.ts';
import { writeSite } from './site/write-site.ts';
import { count } from '../text/words.ts';

export interface BaseOptions {
  readonly root: string;
  readonly base: string;
  readonly environmentName: string;
  readonly grafanaVersion: string;
  /** Folder of the static site; absent: none is written. */
  readonly out?: string;
  readonly png: boolean;
  /** File of the comment for a pull request. */
  readonly markdown?: string;
  readonly imageUrl?: string;
  readonly siteUrl?: string;
  /** What `plan --json` and `check --json` said, for the comment. */
  readonly plan?: Plan;
  readonly findings?: FindingsReport;
  /** What `preview-dashboards --json` said. */
  readonly previews?: PreviewDashboardsReport;
  /** "Now" of all pictures, epoch milliseconds. */
  readonly now: number;
  readonly data: () => Promise<PreviewData>;
}

/** Compares the dashboards of this work tree with those of a base commit: a static site, pictures, a comment. */
export async function runBase(options: BaseOptions, io: Io): Promise<ExitCode> {
  const { root, base } = options;
  const after = resourcesOf(await loadContent(root).catch(rejectBroken), options);
  const { before, commit, problem } = await withBaseTree(root, base, async (tree, commit) => ({
    commit: commit.slice(0, 7),
    ...(await baseResources(tree, options)),
  }));
  const head = (await headCommit(root)) || 'this work tree';
  const changes = compareDashboards(before, after);
  if (problem) io.err(`${problem}\n`);
  const names = { base: base.startsWith(commit) ? commit : `${base} (${commit})`, head };
  let pictures: ReadonlyMap<PanelChange, PanelPictures> = new Map();
  if (options.out !== undefined)
    pictures = await site(
      { ...options, out: options.out },
      { before, after, changes, ...names },
      io,
    );
  if (options.markdown !== undefined) {
    const opened = options.previews && onWorkspace(options.previews);
    const text = commentMarkdown({
      changes,
      pictures,
      commit: head,
      base: names.base,
      hints: costHints(changes),
      ...(problem !== undefined && { problem }),
      ...(opened !== undefined && { onWorkspace: opened }),
      ...(options.imageUrl !== undefined && { imageUrl: options.imageUrl }),
      ...(options.siteUrl !== undefined && { siteUrl: options.siteUrl }),
      ...(options.findings && { checks: checksText(options.findings) }),
      sections: [
        options.findings && checkSection(options.findings),
        options.plan && planSection(options.plan),
      ].filter((section) => section !== undefined),
    });
    makeFolder(path.dirname(path.resolve(options.markdown)));
    await writeFile(options.markdown, text);
  }
  io.out(summary(changes));
  return ExitCode.Success;
}

/** The base's resources; a base that does not build is said, and everything then counts as new. */
async function baseResources(
  tree: string,
  options: BaseOptions,
): Promise<{ before: readonly Resource[]; problem?: string }> {
  try {
    return { before: resourcesOf(await loadContent(options.root, tree), options) };
  } catch (error) {
    const first = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return {
      before: [],
      problem: `The base ${options.base} does not build here, so everything counts as new: ${first}`,
    };
  }
}

function resourcesOf(
  { content, environments }: LoadedContent,
  { environmentName, grafanaVersion }: BaseOptions,
): readonly Resource[] {
  return desiredState(content, {
    environmentName,
    environment: environmentNamed(environmentName, environments),
    grafanaVersion,
  });
}

interface Compared {
  readonly before: readonly Resource[];
  readonly after: readonly Resource[];
  readonly changes: readonly DashboardChange[];
  readonly base: string;
  readonly head: string;
}

async function site(
  options: BaseOptions & { readonly out: string },
  { before, after, changes, base, head }: Compared,
  io: Io,
): Promise<ReadonlyMap<PanelChange, PanelPictures>> {
  await ensureInstalled(options.root, io);
  const bundle = await bundlePage(options.root);
  const touched = changes.some((c) => c.status !== 'unchanged');
  const data = touched ? await options.data() : undefined;
  const dataPlane = data
    ? answeredOnce(data.dataPlane)
    : { query: () => Promise.resolve({ status: 501 }) };
  const camera = options.png && touched ? await cameraOrSay(io) : undefined;
  try {
    return await writeSite({
      out: options.out,
      bundle,
      changes,
      base,
      head,
      record: (side, resource) =>
        recordDashboard(
          resource,
          contentApi({
            resources: side === 'before' ? before : after,
            dataPlane,
            annotations: data?.annotations ?? [],
          }),
          options.now,
        ),
      ...(camera && { photograph: camera.photograph }),
      onDone: (change) => io.err(`${change.status}  ${change.title}\n`),
    });
  } finally {
    await camera?.close();
    await data?.stop();
  }
}

function summary(changes: readonly DashboardChange[]): string {
  const shown = changes.filter((c) => c.status !== 'unchanged');
  if (shown.length === 0) return `no dashboard changed (${changes.length} compared)\n`;
  return shown
    .map(
      (c) =>
        `${c.status.padEnd(8)} ${c.title} (${c.uid}): ${count(c.panels.filter((p) => p.status !== 'unchanged').length, 'panel')}\n`,
    )
    .join('');
}
