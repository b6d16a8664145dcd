import type { PublishEvent, PublishReport } from '../../../scripts/lib/plan/outcome.ts';
import { objectAt } from '../../../scripts/lib/state/json.ts';
import type { JsonObject, Resource } from '../../../scripts/lib/state/resource.ts';
import { group, rule, withGroups } from './alerts.ts';
import { libraryPanel, withLibrary } from './library.ts';
import type { TestWorkspace } from './workspace.ts';

const GROUP = 'f-1/slo';

/** Alert rules and a library panel that `d-1` shows, beside the dashboards: as they stood, as they are published, as somebody else publishes them. */
export const withOthers =
  (state: 'before' | 'after' | 'other') =>
  (resources: Resource[]): Resource[] => {
    const rules = {
      before: [rule(), rule({ uid: 'r-2' })],
      after: [rule({ threshold: 6 }), rule({ uid: 'r-3' })],
      other: [rule({ threshold: 9 }), rule({ uid: 'r-2' })],
    };
    const units = { before: 'reqps', after: 's', other: 'percent' };
    return withGroups(group(rules[state], { interval: state === 'after' ? 120 : 60 }))(
      withLibrary([libraryPanel({ unit: units[state] })], ['lp-1'])(resources),
    );
  };

/** People's edits of alert rules and library panels during a publish. Grafana keeps no history of either: what was answered with 200 must be there at the end, or told. */
export class OtherEdits {
  readonly #space: TestWorkspace;
  readonly #landed: { uid: string; text: string; duringWrite: boolean }[] = [];
  #writing = 0;
  #writes = 0;

  constructor(space: TestWorkspace) {
    this.#space = space;
  }

  readonly knows = (uid: string): boolean => uid === 'r-1' || uid === 'lp-1';

  readonly told = (event: PublishEvent): void => {
    if (event.type === 'started' && event.uid === GROUP) {
      this.#writing++;
      this.#writes++;
    } else if (event.type === 'finished' && event.uid === GROUP) this.#writing--;
  };

  /** Meets the same trouble as the publish, and is tried once. */
  async edit(uid: string): Promise<void> {
    const text = `by hand ${Math.random()}`;
    const [writing, writes] = [this.#writing, this.#writes];
    const status = await (uid === 'r-1' ? this.#editRule(text) : this.#editPanel(text)).catch(
      () => 0,
    );
    if (status === 200)
      this.#landed.push({ uid, text, duringWrite: writing > 0 || this.#writes > writes });
  }

  /** An edit is live, or a report tells of it. Of a rule that was saved in the very moment of a write 9 and 10 tell nothing: no condition, no version. */
  async broken(reports: readonly PublishReport[]): Promise<string[]> {
    const lost: string[] = [];
    const newest = new Map(this.#landed.map((one) => [one.uid, one]));
    for (const { uid, text, duringWrite } of newest.values()) {
      const live = uid === 'r-1' ? await this.#rule() : await this.#panel();
      if (JSON.stringify(live).includes(text)) continue;
      const change = uid === 'r-1' ? GROUP : uid;
      const isTold = reports.some((report) =>
        report.changes.some((one) => one.uid === change && one.error?.code === 'replaced-edit'),
      );
      const isBlind = uid === 'r-1' && duringWrite && /^(9|10)/.test(this.#space.grafana);
      if (!isTold && !isBlind)
        lost.push(`${uid}: the edit "${text}" was replaced, and nobody said so`);
    }
    return [...lost, ...(await this.#untrue(reports))];
  }

  /** Done means that it is there: as published last, or as somebody edited it since. */
  async #untrue(reports: readonly PublishReport[]): Promise<string[]> {
    const untrue: string[] = [];
    for (const { changes } of reports)
      for (const { uid, kind, outcome, action } of changes) {
        if (outcome !== 'done' || action === 'noop') continue;
        if (kind === 'alert-rule-group' && (await this.#rule()) === undefined)
          untrue.push(`${uid} is told "done", and is not there`);
        if (kind === 'library-panel' && (await this.#panel()) === undefined)
          untrue.push(`${uid} is told "done", and is not there`);
      }
    return untrue;
  }

  async #rule(): Promise<JsonObject | undefined> {
    const { status, body } = await this.#space.ask('GET', '/api/v1/provisioning/alert-rules/r-1');
    return status === 200 ? (body as JsonObject) : undefined;
  }

  async #panel(): Promise<JsonObject | undefined> {
    const { status, body } = await this.#space.ask('GET', '/api/library-elements/lp-1');
    return status === 200 ? objectAt(body as JsonObject, 'result') : undefined;
  }

  async #editRule(text: string): Promise<number> {
    const live = await this.#rule();
    if (!live) return 404;
    const path = '/api/v1/provisioning/alert-rules/r-1';
    const annotations = { ...objectAt(live, 'annotations'), summary: text };
    return (await this.#space.ask('PUT', path, { ...live, annotations })).status;
  }

  async #editPanel(text: string): Promise<number> {
    const live = await this.#panel();
    if (!live) return 404;
    const { name, folderUid, version } = live;
    const model = { ...objectAt(live, 'model'), description: text };
    const body = { name, folderUid, version, kind: 1, model };
    return (await this.#space.ask('PATCH', '/api/library-elements/lp-1', body)).status;
  }
}
