/** One answered request. */
export interface RequestLogEntry {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** 0: the connection was broken. */
  readonly status: number;
  /** Bytes of the answer's body as sent, after compression. */
  readonly bytes: number;
  /** Bytes of the request's body. */
  readonly sent: number;
  /** Epoch milliseconds of the arrival. */
  readonly at: number;
}

const MOST_ENTRIES = 100_000;

/** What was asked of a workspace, for tests and measurements. The oldest entries go when there are very many. */
export class RequestLog {
  #entries: RequestLogEntry[] = [];

  add(entry: RequestLogEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > MOST_ENTRIES) this.#entries = this.#entries.slice(MOST_ENTRIES / 2);
  }

  entries(): readonly RequestLogEntry[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
  }
}
