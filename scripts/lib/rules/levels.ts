import { nearest } from '../text/nearest.ts';
import type { Environment } from '../config/environment.ts';
import type { LocatedFinding } from './raw-finding.ts';
import type { RuleInfo } from './rule.ts';

/** Why: an exception that nothing needs any more hides the next finding of its kind. */
export const exceptionRules: readonly RuleInfo[] = [
  {
    code: 'exception/unused',
    severity: 'warning',
    summary: 'Every exception is needed',
    why: 'An exception that nothing needs any more hides the next finding of its kind.',
    bad: "{rule: 'panel/unit', uid: 'gone', reason: '…', until: '2027-01-01'}",
    good: 'no exception',
  },
  {
    code: 'exception/expired',
    severity: 'error',
    summary: 'No exception outlives its day',
    why: 'Somebody promised to look again by that day.',
    bad: "{rule: 'panel/unit', reason: '…', until: '2020-01-01'}",
    good: "{rule: 'panel/unit', reason: '…', until: '2027-01-01'}",
  },
  {
    code: 'exception/unknown-rule',
    severity: 'error',
    summary: 'Levels and exceptions name rules that exist',
    why: 'A mistyped name changes nothing, silently.',
    bad: "levels: {'panel/units': 'off'}",
    good: "levels: {'panel/unit': 'off'}",
  },
];

export type CheckSettings = Environment['check'];

/**
 * Applies the levels and exceptions of an environment. Adds a finding, at environments.ts, for each exception that is
 * unused, expired or for an unknown rule.
 * @param today `2026-11-23`; an exception holds through its day
 */
export function applySettings(
  findings: readonly LocatedFinding[],
  { levels, exceptions }: CheckSettings,
  codes: ReadonlySet<string>,
  today: string,
): LocatedFinding[] {
  const used = new Set<CheckSettings['exceptions'][number]>();
  const kept = findings.flatMap((finding) => {
    const level = levels[finding.code];
    if (level === 'off') return [];
    const exception = exceptions.find((each) => each.until >= today && excepts(each, finding));
    if (exception) {
      used.add(exception);
      return [];
    }
    return [level === undefined ? finding : { ...finding, severity: level }];
  });
  const complaints = exceptions.flatMap((exception): LocatedFinding[] => {
    const about = `The exception for ${exception.rule}${exception.panel ? ` at "${exception.panel}"` : ''}`;
    if (exception.until < today)
      return [
        complaint(
          'exception/expired',
          'error',
          `${about} ended on ${exception.until}: ${exception.reason}`,
        ),
      ];
    if (codes.has(exception.rule) && !used.has(exception))
      return [
        complaint('exception/unused', 'warning', `${about} is not needed: nothing is found there.`),
      ];
    return [];
  });
  const named = [...Object.keys(levels), ...exceptions.map(({ rule }) => rule)];
  const unknown = [...new Set(named)].filter((code) => !codes.has(code));
  return [
    ...kept,
    ...complaints,
    ...unknown.map((code) => {
      const close = nearest(code, codes);
      return complaint(
        'exception/unknown-rule',
        'error',
        `There is no rule "${code}".${close ? ` Did you mean ${close}?` : ''}`,
      );
    }),
  ];
}

/** Whether an exception that still holds is written for a finding. */
export const isExcepted = (
  finding: LocatedFinding,
  { exceptions }: CheckSettings,
  today = new Date().toISOString().slice(0, 10),
): boolean => exceptions.some((each) => each.until >= today && excepts(each, finding));

function excepts(
  { rule, uid, panel }: CheckSettings['exceptions'][number],
  finding: LocatedFinding,
): boolean {
  if (rule !== finding.code || (uid !== undefined && uid !== finding.uid)) return false;
  // By the whole path or by the title alone: the row is no part of a panel's name.
  return (
    panel === undefined ||
    finding.panel === panel ||
    finding.panel?.endsWith(` › ${panel}`) === true
  );
}

const complaint = (
  code: string,
  severity: 'error' | 'warning',
  message: string,
): LocatedFinding => ({
  code,
  severity,
  message,
  file: 'environments.ts',
  line: 1,
  column: 1,
});
