import type { JsonObject } from '../../../../scripts/lib/state/resource.ts';

/** An edit as a person makes it, and the lines that the report has to say; nothing else may be in it. */
export interface Edit {
  readonly name: string;
  readonly change: (model: JsonObject) => void;
  readonly says: readonly string[];
}
