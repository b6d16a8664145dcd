import { diffResources } from '../../plan/diff/index.ts';
import type { Difference } from '../../plan/plan.ts';
import type { Content, ContentContext } from '../../state/content.ts';
import { fingerprintOf } from '../../state/fingerprint.ts';
import { canonicalJson, numberAt } from '../../state/json.ts';
import { normaliseDashboard, panelsOf } from '../../state/normalise/index.ts';
import type { DashboardResource, Resource } from '../../state/resource.ts';
import { candidatesFor } from './candidates.ts';
import type { Candidate } from '../../source/edits.ts';
import type { Neighbours } from './source-question.ts';
import { SourceProject } from '../../source/project.ts';
import { rebuild, type ContentModule } from '../../source/rebuild.ts';

export interface AdoptionRequest {
  readonly module: ContentModule;
  readonly context: ContentContext;
  readonly locate: Content['locate'];
  /** What the code wants now, all of it: an edit must change nothing else. */
  readonly desired: readonly Resource[];
  /** The edited dashboard as the workspace has it. */
  readonly live: DashboardResource;
  /** The differences that a person made since it was published. */
  readonly drift: readonly Difference[];
}

/** What of a drift could be written into the code. */
export interface Adoption {
  readonly adopted: readonly Difference[];
  /** Left for a person. */
  readonly left: readonly Difference[];
  /** What the code itself has changed since it was published: the next publish brings it. From the code to what is live. */
  readonly ahead: readonly Difference[];
  /** New texts by file; not written yet. */
  readonly files: ReadonlyMap<string, string>;
  /** The same files as they were read. */
  readonly before: ReadonlyMap<string, string>;
}

/** No difference is worth more builds than this. */
const MOST_TRIALS = 40;

/**
 * Finds for each difference an edit of the code that takes it away, and nothing else: every candidate is built and compared
 * with the live dashboard before it is kept. Writes no file.
 */
export async function adoptDifferences(request: AdoptionRequest): Promise<Adoption> {
  const { module, context, live, desired, drift } = request;
  const project = new SourceProject(module.root);
  const wanted = new Set(drift.map(keyOf));
  let code = await rebuild(module, new Map(), context);
  const others = othersOf(desired, live.uid);
  const adopted: Difference[] = [];
  const given = new Set<string>();
  for (;;) {
    const all = differencesOf(code.resources, live);
    const next = all.find((one) => wanted.has(keyOf(one)) && !given.has(keyOf(one)));
    if (!next) break;
    given.add(keyOf(next));
    const question = {
      project,
      uid: live.uid,
      locate: request.locate,
      inputs: code.inputs,
      neighbours: (panelId: number) => neighboursIn(live, panelId),
    };
    for (const candidate of firstOf(candidatesFor(next, question), MOST_TRIALS)) {
      const built = await tryOut(candidate, project, request);
      if (!built || othersOf(built.resources, live.uid) !== others) continue;
      const after = differencesOf(built.resources, live);
      const known = new Set(all.map(keyOf));
      // An edit that took away another difference by chance would leave this one to nobody.
      if (after.some((one) => keyOf(one) === keyOf(next) || !known.has(keyOf(one)))) continue;
      project.accept(candidate);
      const remaining = new Set(after.map(keyOf));
      adopted.push(...all.filter((one) => !remaining.has(keyOf(one))));
      code = built;
      break;
    }
  }
  const remaining = differencesOf(code.resources, live);
  const isWanted = (one: Difference): boolean => wanted.has(keyOf(one));
  return {
    adopted,
    left: remaining.filter(isWanted),
    ahead: remaining.filter((one) => !isWanted(one)),
    files: project.changed,
    before: project.before,
  };
}

/** The same difference, wherever the edits have moved it. */
const keyOf = ({ what, path, after }: Difference): string =>
  canonicalJson([what, path, after ?? null]);

const differencesOf = (resources: readonly Resource[], live: DashboardResource): Difference[] => {
  const code = resources.find(({ kind, uid }) => kind === 'dashboard' && uid === live.uid);
  if (!code) throw new Error(`the code no longer makes "${live.uid}"`);
  return diffResources(code, live);
};

/** Fingerprints of everything but the dashboard itself. */
const othersOf = (resources: readonly Resource[], uid: string): string =>
  resources
    .filter((resource) => resource.uid !== uid)
    .map((resource) => `${resource.kind} ${resource.uid} ${fingerprintOf(resource)}`)
    .join('\n');

async function tryOut(
  candidate: Candidate,
  project: SourceProject,
  { module, context }: AdoptionRequest,
): Promise<Awaited<ReturnType<typeof rebuild>> | undefined> {
  try {
    return await rebuild(module, project.preview(candidate), context);
  } catch {
    // Not TypeScript any more, or refused by a builder: not a way to write it.
    return undefined;
  }
}

function* firstOf<Item>(items: Iterable<Item>, limit: number): Generator<Item> {
  const seen = new Set<string>();
  for (const item of items) {
    const key = JSON.stringify(item);
    if (seen.has(key)) continue;
    seen.add(key);
    yield item;
    if (seen.size >= limit) return;
  }
}

function neighboursIn({ model }: DashboardResource, panelId: number): Neighbours | undefined {
  const ids = panelsOf(normaliseDashboard(model)).map((panel) => numberAt(panel, 'id'));
  const index = ids.indexOf(panelId);
  if (index < 0) return undefined;
  const [previous, next] = [ids[index - 1], ids[index + 1]];
  return { ...(previous !== undefined && { previous }), ...(next !== undefined && { next }) };
}
