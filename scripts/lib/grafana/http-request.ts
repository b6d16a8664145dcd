/** One request to Grafana, as a client asks for it. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  /** JSON; a string is JSON already. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** See WireRequest. An answer that is cut off is asked for again, and gives its head again. */
  readonly onHead?: (head: string) => void;
  /** Reads the text of the answer; JSON as a whole where nothing else is given. Undefined for what cannot be read. */
  readonly parse?: (text: string) => unknown;
}
