import { at, entries, type CollectorFinding } from './finding.ts';

/** What tells the series of the app's histograms apart. */
const DISTINGUISHING = ['path', 'url_rule', 'method', 'status', 'le'];

const MERGED = 'are merged into one point with repeated bounds; use action: drop';
const MESSAGE = {
  error: `corrupts histograms: the series that become equal ${MERGED}`,
  warning: `corrupts histograms if two of their series become equal: they ${MERGED}`,
};

/** Changing a label that tells histogram series apart merges them into one with repeated bounds: nobody logs an error. */
export function harmfulRelabelling(configuration: unknown): CollectorFinding[] {
  return entries(at(configuration, 'receivers')).flatMap(([name, receiver]) => {
    const jobs = at(at(receiver, 'config'), 'scrape_configs');
    if (!Array.isArray(jobs)) return [];
    return jobs.flatMap((job: unknown, index) => {
      const rules = at(job, 'metric_relabel_configs');
      if (!Array.isArray(rules)) return [];
      return rules.flatMap((rule: unknown, place): CollectorFinding[] => {
        const severity = harmOf(rule);
        if (severity === undefined) return [];
        return [
          {
            severity,
            path: `receivers.${name}.config.scrape_configs.${index}.metric_relabel_configs.${place}`,
            message: MESSAGE[severity],
          },
        ];
      });
    });
  });
}

/** An error where the app's own histograms are hit, a warning where it depends on what somebody else's app sends. */
function harmOf(rule: unknown): CollectorFinding['severity'] | undefined {
  const action = String(at(rule, 'action') ?? 'replace').toLowerCase();
  const touched = DISTINGUISHING.filter((label) => isTouched(rule, action, label));
  if (touched.length > 0) return 'error';
  return action === 'labeldrop' || action === 'labelkeep' ? 'warning' : undefined;
}

function isTouched(rule: unknown, action: string, label: string): boolean {
  if (action === 'labeldrop') return matches(rule, label);
  if (action === 'labelkeep') return !matches(rule, label);
  return ['replace', 'hashmod', 'lowercase', 'uppercase'].includes(action)
    ? at(rule, 'target_label') === label
    : false;
}

function matches(rule: unknown, label: string): boolean {
  try {
    return new RegExp(`^(?:${String(at(rule, 'regex') ?? '(.*)')})$`).test(label);
  } catch {
    // Not a regular expression of this language: nobody knows what it matches.
    return true;
  }
}
