import { Table, type Change } from './table.ts';
import type {
  AnnotationRecord,
  ApiKeyRecord,
  DashboardRecord,
  DataSourceRecord,
  FolderRecord,
  LibraryPanelRecord,
  RuleRecord,
  ServiceAccountRecord,
  TokenRecord,
  UserRecord,
  VersionRecord,
} from './records.ts';

/** Keeps what is committed; throws when it could not, and has then kept nothing of it. */
export interface Keeper {
  append(changes: readonly Change[]): void;
  close(): void;
}

interface Facts {
  /** Workspace id, Grafana version: one record each. */
  readonly value: string;
}

/**
 * Everything that a workspace knows. Changes are seen at once by every request, and are kept by `commit`, all that one
 * request made together: after a crash it is there as a whole or not at all.
 */
export class Store {
  #pending: { change: Change; undo: () => void }[] = [];
  #keeper: Keeper | undefined;
  readonly #tables: Table<unknown>[] = [];

  readonly facts = this.#table<Facts>('facts');
  readonly counters = this.#table<number>('counters');
  readonly users = this.#table<UserRecord>('users');
  readonly serviceAccounts = this.#table<ServiceAccountRecord>('serviceAccounts');
  readonly tokens = this.#table<TokenRecord>('tokens');
  readonly apiKeys = this.#table<ApiKeyRecord>('apiKeys');
  /** By uid. */
  readonly folders = this.#table<FolderRecord>('folders');
  /** By uid. */
  readonly dashboards = this.#table<DashboardRecord>('dashboards');
  /** By `<dashboard id>/<version>`. */
  readonly versions = this.#table<VersionRecord>('versions');
  /** By uid. */
  readonly dataSources = this.#table<DataSourceRecord>('dataSources');
  readonly annotations = this.#table<AnnotationRecord>('annotations');
  /** Alert rules by uid. */
  readonly rules = this.#table<RuleRecord>('rules');
  /** By uid. */
  readonly libraryPanels = this.#table<LibraryPanelRecord>('libraryPanels');

  /** The next id of a kind, from 1, as a database's sequence gives it: never given out twice. */
  nextId(kind: string): number {
    return this.counters.put(kind, (this.counters.get(kind) ?? 0) + 1);
  }

  /** Keeps from now on what is committed. What is in the store already is not handed to the keeper. */
  keepWith(keeper: Keeper): void {
    this.#keeper = keeper;
  }

  /** Keeps all changes since the last commit, or takes all of them back and throws. */
  commit(): void {
    const pending = this.#pending;
    if (pending.length === 0) return;
    this.#pending = [];
    try {
      this.#keeper?.append(pending.map(({ change }) => change));
    } catch (error) {
      for (const { undo } of pending.toReversed()) undo();
      throw error;
    }
  }

  /** Takes back what was changed since the last commit. */
  rollback(): void {
    for (const { undo } of this.#pending.toReversed()) undo();
    this.#pending = [];
  }

  /** Takes what a journal remembered. */
  replay(changes: readonly Change[]): void {
    for (const { table, key, value } of changes)
      this.#tables.find(({ name }) => name === table)?.replay(key, value);
  }

  /** The shortest list of changes that makes this store from an empty one. */
  *snapshot(): Generator<Change> {
    for (const table of this.#tables)
      for (const [key, value] of table.entries()) yield { table: table.name, key, value };
  }

  close(): void {
    this.#keeper?.close();
    this.#keeper = undefined;
  }

  #table<R>(name: string): Table<R> {
    const table = new Table<R>(name, (change, undo) => this.#pending.push({ change, undo }));
    this.#tables.push(table);
    return table;
  }
}

/** What has a store, whatever else it has: a workspace. */
export interface HasStore {
  readonly store: Store;
}
