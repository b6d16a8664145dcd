const FORMS = /\$\{[\w.:@-]*\}|\$\w+|\[\[\w+(?::\w+)?\]\]/y;

/**
 * The end of what Grafana replaces: `$var`, `${var}`, `${var:regex}`, `${var.path}`, `[[var]]`, `[[var:csv]]`; the next
 * offset where none stands (a lone `$`).
 * Source: grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax
 */
export function scanPlaceholder(text: string, from: number): number {
  FORMS.lastIndex = from;
  return FORMS.test(text) ? FORMS.lastIndex : from + 1;
}
