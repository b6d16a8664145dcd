import { ExitCode } from '../../cli/exit-code.ts';
import { UserError } from '../../cli/user-error.ts';
import type { NamedEnvironment } from '../../config/load.ts';
import { environmentNamed } from '../../config/load.ts';
import type { Content } from '../../state/content.ts';
import { desiredState } from '../../state/desired.ts';
import { fillLibraryPanels } from '../../state/library-panel.ts';
import type { DashboardResource, Resource } from '../../state/resource.ts';
import { withBaseTree } from '../base.ts';
import { compareDashboards } from '../changes.ts';
import { loadContent } from '../content.ts';

/**
 * Loads the base's content and answers, for a version of Grafana, with the dashboards that `content` has anew or changes.
 * @throws UserError when the base is not there or does not build: what changed is then not known, and nothing is published.
 */
export async function changedSince(
  root: string,
  base: string,
  content: Content,
  { name, environment }: NamedEnvironment,
): Promise<(grafanaVersion: string) => readonly DashboardResource[]> {
  const before = await withBaseTree(root, base, async (tree) => {
    try {
      const loaded = await loadContent(root, tree);
      return {
        content: loaded.content,
        environment: environmentNamed(name, loaded.environments),
      };
    } catch (error) {
      throw notKnown(base, error);
    }
  });
  return (grafanaVersion) => {
    const context = { environmentName: name, grafanaVersion };
    let was: readonly Resource[];
    try {
      was = desiredState(before.content, { ...context, environment: before.environment });
    } catch (error) {
      throw notKnown(base, error);
    }
    // With what its library panels show: theirs are the published ones, which a pull request does not touch.
    const is = fillLibraryPanels(content.resources({ ...context, environment }));
    const order = new Map(is.map(({ uid }, index) => [uid, index]));
    return compareDashboards(was, desiredState(content, { ...context, environment }))
      .filter(({ status }) => status === 'new' || status === 'changed')
      .flatMap(
        ({ uid }) =>
          is.find((r): r is DashboardResource => r.kind === 'dashboard' && r.uid === uid) ?? [],
      )
      .toSorted((a, b) => (order.get(a.uid) ?? 0) - (order.get(b.uid) ?? 0));
  };
}

const notKnown = (base: string, error: unknown): UserError =>
  new UserError(`the base ${base} does not build, so what the pull request changes is not known.`, {
    exitCode: ExitCode.Failure,
    details: (error instanceof Error ? error.message : String(error)).split('\n').slice(0, 3),
    cause: error,
  });
