export interface CollectorFinding {
  readonly severity: 'error' | 'warning';
  /** Dotted path into the configuration. */
  readonly path: string;
  readonly message: string;
}

/** What a configuration of anybody's has under a key. */
export const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;

export const entries = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];
