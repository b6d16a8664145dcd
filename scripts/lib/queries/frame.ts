/**
 * A data frame in the JSON form of Grafana's back end (`/api/ds/query`), which `dataFrameFromJSON` of @grafana/data reads
 * as it is. The page, the local workspace and the recorded answers all speak it.
 * Times are epoch milliseconds. `entities` holds the places of NaN and infinities, which JSON cannot.
 */
export interface FrameJson {
  readonly schema: {
    readonly refId?: string;
    readonly name?: string;
    readonly meta?: Readonly<Record<string, unknown>>;
    readonly fields: readonly FrameField[];
  };
  readonly data: {
    readonly values: readonly (readonly unknown[])[];
    readonly entities?: readonly (null | {
      readonly NaN?: readonly number[];
      readonly Inf?: readonly number[];
      readonly NegInf?: readonly number[];
    })[];
  };
}

export interface FrameField {
  readonly name: string;
  readonly type: 'time' | 'number' | 'string' | 'boolean' | 'other';
  readonly typeInfo?: { readonly frame: string; readonly nullable?: boolean };
  readonly labels?: Readonly<Record<string, string>>;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** What a data source answers to one target. */
export interface QueryAnswer {
  readonly status: number;
  readonly frames?: readonly FrameJson[];
  /** Shown inside the panel. */
  readonly error?: string;
}
