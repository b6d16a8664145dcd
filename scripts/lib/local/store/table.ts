/** One change of a table: the new value of a key, or its end. */
export interface Change {
  readonly table: string;
  readonly key: string;
  /** Undefined: deleted. */
  readonly value: unknown;
}

/** Told of every change, with the way back. */
export type OnChange = (change: Change, undo: () => void) => void;

/** Records of one kind under string keys, in the order in which they were first put. Records are never altered in place. */
export class Table<R> {
  readonly name: string;
  readonly #records = new Map<string, R>();
  readonly #onChange: OnChange;

  constructor(name: string, onChange: OnChange) {
    this.name = name;
    this.#onChange = onChange;
  }

  get(key: string): R | undefined {
    return this.#records.get(key);
  }

  has(key: string): boolean {
    return this.#records.has(key);
  }

  get size(): number {
    return this.#records.size;
  }

  values(): R[] {
    return [...this.#records.values()];
  }

  entries(): IterableIterator<[string, R]> {
    return this.#records.entries();
  }

  find(test: (record: R) => boolean): R | undefined {
    for (const record of this.#records.values()) if (test(record)) return record;
    return undefined;
  }

  put(key: string, record: R): R {
    const before = this.#records.get(key);
    this.#records.set(key, record);
    this.#onChange({ table: this.name, key, value: record }, () => this.#set(key, before));
    return record;
  }

  delete(key: string): boolean {
    const before = this.#records.get(key);
    if (before === undefined) return false;
    this.#records.delete(key);
    this.#onChange({ table: this.name, key, value: undefined }, () => this.#set(key, before));
    return true;
  }

  /** Takes a change that a journal remembered: nobody is told. */
  replay(key: string, record: R | undefined): void {
    this.#set(key, record);
  }

  #set(key: string, record: R | undefined): void {
    if (record === undefined) this.#records.delete(key);
    else this.#records.set(key, record);
  }
}
