import { InsightsQueryError } from '../queries/insights/builder.ts';
import { checkContent, type ContentToCheck } from '../rules/check-content.ts';
import { emptyCoverage, type Coverage } from '../rules/check-dashboard.ts';
import { isExcepted, type CheckSettings } from '../rules/levels.ts';
import { locateInSource, sourceFiles } from '../rules/locate-in-source.ts';
import { locateThrown } from '../rules/locate-thrown.ts';
import { located } from '../rules/locate-in-json.ts';
import { formatted } from '../source/format.ts';
import type { MetricCatalogue } from '../queries/promql/catalogue.ts';
import type { LocatedFinding } from '../rules/raw-finding.ts';
import type { Content, ContentContext } from '../state/content.ts';
import type { FileRepair } from './write-repairs.ts';

/** A repository's own dashboards, as a command hands them over. */
export interface OwnContent {
  /** The repository, and the module in it that exports `content`. */
  readonly root: string;
  readonly file: string;
  /** Folders in which a query's words are looked for. */
  readonly folders: readonly string[];
  /** Reading it makes the log queries, each of which is checked then. @throws InsightsQueryError */
  readonly load: () => Promise<Content>;
  readonly context: ContentContext;
  readonly catalogue: MetricCatalogue;
}

/** What is wrong in a repository's own content, each finding at its place in the source. */
export async function checkOwn(own: OwnContent, coverage: Coverage): Promise<LocatedFinding[]> {
  const { root, folders, context } = own;
  const content = await own.load().catch((error: unknown) => {
    if (error instanceof InsightsQueryError) return error;
    throw error;
  });
  if (content instanceof InsightsQueryError) {
    // The first wrong log query ends the reading of the content.
    const raw = content.diagnostics.map(({ from, to, ...rest }) => ({
      ...rest,
      query: { text: content.text, from, to },
    }));
    const sources = sourceFiles(root, folders);
    return (
      locateThrown(raw, content, sources, root) ?? locateInSource(raw, sources, () => undefined)
    );
  }
  const findings = checkContent(asked(own, content.resources(context)), coverage);
  const sources = findings.length > 0 ? sourceFiles(root, folders) : [];
  return locateInSource(findings, sources, content.locate);
}

export interface OwnRepairs {
  readonly repairs: readonly FileRepair[];
  /** What is wrong once they are written. */
  readonly left: (coverage: Coverage) => LocatedFinding[];
}

/** The sources with all that can be repaired in them and has no exception; undefined where the content cannot be read. */
export async function repairOwn(
  own: OwnContent,
  settings: CheckSettings,
): Promise<OwnRepairs | undefined> {
  const { root, file, folders, context } = own;
  const content = await own.load().catch((error: unknown) => {
    if (error instanceof InsightsQueryError) return undefined;
    throw error;
  });
  if (!content) return undefined;
  // Where the code stands is known only once it has made its resources.
  content.resources(context);
  const { fixSource } = await import('../rules/fix/source-files.ts');
  const { files, before, repaired, resources } = await fixSource({
    module: { root, file },
    context,
    locate: content.locate,
    check: (resources) => checkContent(asked(own, resources), emptyCoverage()),
    isWanted: (finding) =>
      settings.levels[finding.code] !== 'off' &&
      !isExcepted(located(finding, { file, line: 1, column: 1 }), settings),
  });
  const texts = await formatted(files, root);
  const repairs = Array.from(texts, ([name, after], index) => ({
    file: name,
    before: before.get(name) ?? '',
    after,
    // One number for all: which file a repair went into is seen in the diff.
    count: index === 0 ? repaired.length : 0,
  }));
  return {
    repairs,
    left: (coverage) =>
      locateInSource(
        checkContent(asked(own, resources), coverage),
        sourceFiles(root, folders),
        content.locate,
      ),
  };
}

const asked = (
  { catalogue, context }: OwnContent,
  resources: ContentToCheck['resources'],
): ContentToCheck => ({ resources, catalogue, grafanaVersion: context.grafanaVersion });
