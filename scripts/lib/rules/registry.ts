import { CODES } from '../queries/insights/codes.ts';
import { alertReference } from './alert-references.ts';
import { alertVariable } from './check-alerts.ts';
import { unusedMetric } from './check-content.ts';
import { dashboardRules } from './dashboard/index.ts';
import { duplicateUid } from './duplicate-uid.ts';
import { fileRules } from './check-file.ts';
import { exceptionRules } from './levels.ts';
import { metricsQl } from './metricsql.ts';
import { promqlParserRules, promqlRules } from './promql/index.ts';
import type { Severity } from '../queries/diagnostic.ts';
import type { RuleInfo } from './rule.ts';

/** Findings of the Logs Insights checker, whose own documentation has more. */
export const insightsCodes: readonly {
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly source: string;
}[] = Object.entries(CODES).map(([code, { severity, about, page }]) => ({
  code: `insights/${code}`,
  severity,
  summary: about,
  source: page,
}));

/** Every rule of this folder, by code. */
export const rules: readonly RuleInfo[] = [
  ...promqlParserRules,
  ...promqlRules,
  unusedMetric,
  metricsQl,
  ...dashboardRules,
  alertVariable,
  alertReference,
  duplicateUid,
  ...fileRules,
  ...exceptionRules,
].toSorted((a, b) => a.code.localeCompare(b.code));

/** Every code that a finding can have. */
export const allCodes: ReadonlySet<string> = new Set([
  ...rules.map(({ code }) => code),
  ...insightsCodes.map(({ code }) => code),
]);
