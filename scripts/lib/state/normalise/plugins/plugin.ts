import type { JsonObject } from '../../resource.ts';

/** What a browser does to a panel of one type when it draws it, as far as a dashboard stores it. */
export interface PanelPlugin {
  /** Options that it fills in where the dashboard says nothing. */
  readonly options: JsonObject;
  /** The same of fieldConfig.defaults; thresholds apart (field-rules.ts). */
  readonly fields: JsonObject;
  /** What releases after 12.2 fill in besides. */
  readonly later?: { readonly options?: JsonObject; readonly fields?: JsonObject };
  /** Its own field settings (`fieldConfig.defaults.custom`): those of other types are taken out when it is drawn. */
  readonly custom: readonly string[];
  /** Field settings that it never reads, by their first key: taken out, too. */
  readonly unread?: readonly string[];
  /** It shows no data: its queries and their data source go with the next save. */
  readonly asksNothing?: true;
}
