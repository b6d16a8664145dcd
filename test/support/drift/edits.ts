import { DASHBOARD_EDITS } from './edits/dashboard.ts';
import type { Edit } from './edits/edit.ts';
import { FIELD_EDITS } from './edits/fields.ts';
import { LAYOUT_EDITS } from './edits/layout.ts';
import { OPTION_EDITS } from './edits/options.ts';
import { PANEL_EDITS } from './edits/panels.ts';
import { VARIABLE_EDITS } from './edits/variables.ts';

/** Each kind of edit that people make in Grafana, one at a time. */
export const EDITS: readonly Edit[] = [
  ...DASHBOARD_EDITS,
  ...PANEL_EDITS,
  ...FIELD_EDITS,
  ...OPTION_EDITS,
  ...LAYOUT_EDITS,
  ...VARIABLE_EDITS,
];
