import { environmentSchema } from '../../../scripts/lib/config/environment.ts';
import type { DriftReport } from '../../../scripts/lib/drift/report.ts';
import { hasApis } from '../../../scripts/lib/grafana/reader.ts';
import type { GrafanaVersion } from '../../../scripts/lib/local/local-workspace.ts';
import { jsonCopy } from '../../../scripts/lib/state/json.ts';
import type {
  DashboardResource,
  DataSourceResource,
  JsonObject,
  Resource,
} from '../../../scripts/lib/state/resource.ts';
import { openWorkspace, type TestWorkspace } from '../publishing/workspace.ts';
import { browserSave } from './browser/save.ts';
import { drift, line, revertAll } from './check.ts';
import { WATCH, watchContent } from './content.ts';
import { EDITS } from './edits.ts';
import type { Chance } from './random.ts';
import { storeInSecondSchema } from './second-schema.ts';

/** What has to be found at the next check, by what was done and not by comparing. */
interface Truth {
  /** Edits that people made since the last publish or revert, each once; one alone is known by its words. */
  edits: string[];
  isDeleted: boolean;
  isAccepted: boolean;
  scratches: number;
}

const PEOPLE = ['ana', 'ben', 'cleo'];
const HOUR = 3600 * 1000;
const NEXT: Partial<Record<GrafanaVersion, GrafanaVersion>> = {
  '9.4': '10.4',
  '10.4': '12.4',
  '12.4': '13.2',
};

/** A workspace, the code and the people who use both, a few hours at a time. */
export class Life {
  #space: TestWorkspace;
  #code: DashboardResource['model'];
  #revision = 0;
  #isV2 = false;
  /** What people add need not be something that `storeInSecondSchema` carries over. */
  #isAdopted = false;
  #accept: { uid: string; pointer: string; reason: string; until: string }[] = [];
  #now = Date.parse('2026-11-23T06:00:00Z');
  readonly #by: Chance;
  readonly #directory: string;
  readonly truth: Truth = { edits: [], isDeleted: false, isAccepted: false, scratches: 0 };

  private constructor(space: TestWorkspace, directory: string, by: Chance) {
    this.#space = space;
    this.#directory = directory;
    this.#by = by;
    this.#code = modelOf(watchContent().resources({} as never));
  }

  static async begin(grafana: GrafanaVersion, directory: string, by: Chance): Promise<Life> {
    const life = new Life(await openWorkspace({ grafana, directory }), directory, by);
    for (const login of PEOPLE) life.#space.addPerson({ login });
    await life.#space.publish(life.content());
    return life;
  }

  content(): ReturnType<typeof watchContent> {
    return watchContent((resources: Resource[]) =>
      resources.map((one) => {
        if (one.uid === WATCH && one.kind === 'dashboard') return { ...one, model: this.#code };
        return one.kind === 'datasource' ? signed(one) : one;
      }),
    );
  }

  /** What can happen now, and how. */
  happenings(): Readonly<Record<string, () => Promise<void>>> {
    const { truth } = this;
    const next = NEXT[this.#space.grafana];
    if (this.#isV2)
      return {
        nothing: async () => undefined,
        'something is made by hand': () => this.#scratch(),
        'it is published anew': () => this.#publishAnew(),
      };
    return {
      nothing: async () => undefined,
      'a person edits': () => this.#edit(),
      'a person opens it and saves': () => this.#save((model) => browserSave(model)),
      'a person saves without having looked': () =>
        this.#save((model) => browserSave(model, { isDrawn: () => false })),
      'the schema is raised': () =>
        this.#save((model) => ({ ...model, schemaVersion: this.#by.between(39, 42) })),
      'a star and a home dashboard': () => this.#star(),
      'something is made by hand': () => this.#scratch(),
      'the code is published': () => this.#publish(),
      'what drifted is taken back': () => this.#revert(),
      ...(truth.edits.length > 0 && { 'an edit is adopted': () => this.#adopt() }),
      ...(truth.edits.length === 1 &&
        !truth.isAccepted && { 'an edit is accepted': () => this.#acceptEdit() }),
      ...(!truth.isDeleted && { 'a dashboard is deleted': () => this.#delete() }),
      ...(next && { 'the workspace is upgraded': () => this.#upgrade(next) }),
      ...(hasApis(this.#space.grafana) &&
        truth.edits.length === 0 &&
        !this.#isAdopted && { 'it is stored in schema v2': () => this.#storeAsV2() }),
    };
  }

  /** Hours later, the report of the next scheduled check. */
  async check(): Promise<DriftReport> {
    this.#now += 8 * HOUR;
    const { environment } = this.#space.environment;
    const { report } = await drift(this.#space, this.content(), {
      environment: environmentSchema.parse({ ...environment, drift: { accept: this.#accept } }),
      now: new Date(this.#now),
    });
    return report;
  }

  /** What the report has to hold, as far as it can be told by what was done. */
  expected(): { drifts: string[]; words: readonly string[] | undefined; unmanaged: number } {
    const { edits, isDeleted, scratches } = this.truth;
    const isAccepted = this.#accept.some(({ until }) => until >= this.#today());
    const counts = edits.length > 0 && !(isAccepted && edits.length === 1);
    const [only] = edits;
    // Of the title the words hold the title that only the table of edits has.
    const says = EDITS.find(({ name }) => name === only && name !== 'dashboard title')?.says;
    return {
      drifts: [...(isDeleted ? ['other deleted'] : []), ...(counts ? [`${WATCH} edited`] : [])],
      words: counts && edits.length === 1 ? says : undefined,
      unmanaged: scratches,
    };
  }

  /** The lines that the report has about the dashboard that people edit. */
  static words(report: DriftReport): string[] {
    return report.drifts.filter(({ uid }) => uid === WATCH).flatMap(({ diff }) => diff.map(line));
  }

  end(): Promise<void> {
    return this.#space.close();
  }

  readonly #today = (): string => new Date(this.#now).toISOString().slice(0, 10);

  async #save(change: (model: JsonObject) => JsonObject, message = ''): Promise<void> {
    await this.#space.edit(
      WATCH,
      (model) => {
        const changed = change(jsonCopy(model));
        for (const key of Object.keys(model)) delete model[key];
        Object.assign(model, changed);
      },
      message,
      this.#by.pick(PEOPLE),
    );
  }

  async #edit(): Promise<void> {
    const done = this.truth.edits;
    // Several at once can undo each other or need each other: which do not is told by the first two that were tried.
    if (done.length >= 2) return;
    const { model: live } = await this.#space.dashboard(WATCH);
    const free = EDITS.filter((one) =>
      done.length === 0 ? fitsBrowser(one) : !done.includes(one.name) && isAlone(one.name),
    );
    const edit = this.#by.pick(free.filter((one) => applies(one, live)));
    await this.#save((model) => {
      edit.change(model);
      return this.#by.happens(0.6) ? browserSave(model) : model;
    }, 'by hand');
    done.push(edit.name);
  }

  async #star(): Promise<void> {
    await this.#space.ask('POST', `/api/user/stars/dashboard/uid/${WATCH}`);
    await this.#space.ask('PUT', '/api/org/preferences', { homeDashboardUID: WATCH });
  }

  async #scratch(): Promise<void> {
    this.truth.scratches += 1;
    const title = `Scratch ${this.truth.scratches}`;
    await this.#space.ask('POST', '/api/dashboards/db', {
      dashboard: { uid: `scratch-${this.truth.scratches}`, title, panels: [] },
      folderUid: 'f-1',
    });
  }

  /** An edited dashboard is a conflict, and left as it is; the code stays ahead of it. */
  async #publish(): Promise<void> {
    this.#revision += 1;
    this.#code = { ...this.#code, fiscalYearStartMonth: (this.#revision % 11) + 1 };
    await this.#space.publish(this.content());
    this.truth.isDeleted = false;
  }

  async #revert(): Promise<void> {
    await revertAll(this.#space, this.content());
    Object.assign(this.truth, { edits: [], isDeleted: false });
    this.#accept = [];
  }

  async #adopt(): Promise<void> {
    const { model } = await this.#space.dashboard(WATCH);
    const { id: _, version: __, ...own } = model;
    this.#code = { ...own, fiscalYearStartMonth: this.#code['fiscalYearStartMonth'] ?? 0 };
    this.truth.edits = [];
    this.#accept = [];
    this.#isAdopted = true;
  }

  async #acceptEdit(): Promise<void> {
    const { drifts } = (await drift(this.#space, this.content())).report;
    const until = new Date(this.#now + this.#by.between(0, 2) * 24 * HOUR)
      .toISOString()
      .slice(0, 10);
    this.#accept = drifts
      .filter(({ uid }) => uid === WATCH)
      .flatMap(({ diff }) =>
        diff.map(({ pointer }) => ({ uid: WATCH, pointer, reason: 'agreed', until })),
      );
  }

  async #delete(): Promise<void> {
    await this.#space.ask('DELETE', '/api/dashboards/uid/other');
    this.truth.isDeleted = true;
  }

  async #upgrade(grafana: GrafanaVersion): Promise<void> {
    await this.#space.close();
    this.#space = await openWorkspace({ grafana, directory: this.#directory });
    if (grafana === '12.4') await this.#migrateType();
  }

  /** An upgrade to 12 makes a source of AMP one of Amazon's own type, under the same uid. */
  async #migrateType(): Promise<void> {
    const { body } = await this.#space.ask('GET', '/api/datasources/uid/metrics');
    const settings = jsonCopy((body as JsonObject)['jsonData'] ?? {}) as JsonObject;
    await this.#space.ask('PUT', '/api/datasources/uid/metrics', {
      ...body,
      type: 'grafana-amazonprometheus-datasource',
      jsonData: { ...settings, 'prometheus-type-migration': true },
    });
  }

  /** 12 and later may store what a browser has opened in schema v2, with a history of its own. */
  async #storeAsV2(): Promise<void> {
    await this.#publish();
    await storeInSecondSchema(this.#space, WATCH);
    this.#isV2 = true;
  }

  async #publishAnew(): Promise<void> {
    await this.#space.ask('DELETE', `/api/dashboards/uid/${WATCH}`);
    await this.#publish();
    this.#isV2 = false;
  }
}

/** As a source of Amazon Managed Prometheus is: it signs what it asks. */
const signed = (source: DataSourceResource): DataSourceResource => ({
  ...source,
  model: { ...source.model, jsonData: { httpMethod: 'POST', sigV4Auth: true } },
});

const modelOf = (resources: readonly Resource[]): JsonObject => {
  const found = resources.find(({ uid }) => uid === WATCH);
  if (found?.kind !== 'dashboard') throw new Error('no dashboard to watch');
  return found.model;
};

/** Whether what it changes is still there: an edit that was adopted may have taken it away. */
const applies = ({ change }: (typeof EDITS)[number], model: JsonObject): boolean => {
  try {
    change(jsonCopy(model));
    return true;
  } catch {
    return false;
  }
};

/** Edits that say something of their own whatever else was edited. */
const ALONE = ['dashboard description', 'tag added', 'link added', 'time range'];
const isAlone = (name: string): boolean => ALONE.includes(name);

/** What a browser's scene would not keep, only a pasted JSON model can have. */
const fitsBrowser = ({ name }: { name: string }): boolean => !name.includes('nobody knows');
