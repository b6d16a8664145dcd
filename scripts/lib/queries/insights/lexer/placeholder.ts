const FORMS = /\$\{[\w.:@-]*\}|\$\w+|\$`[^`\n]*`|\[\[\w+(?::\w+)?\]\]|\{\{\s*\w+\s*\}\}/y;

/**
 * The end of what is replaced before a query runs: Grafana's `$var`, `${var}`, `${var:regex}`, `${var.path}`, `[[var]]`, `[[var:csv]]`, AWS's
 * `{{parameter}}` of a saved query and the name of one (`` $`Errors by level` ``). The next offset where none stands.
 * Sources: grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax; CWL_Insights-Saving-Queries.html
 */
export function scanPlaceholder(text: string, from: number): number {
  FORMS.lastIndex = from;
  return FORMS.test(text) ? FORMS.lastIndex : from + 1;
}
