import { listAlertRules, ruleFacts } from '../grafana/alerting.ts';
import { GrafanaError } from '../grafana/grafana-error.ts';
import { conflictOfAlertGroup, editsOf, lockDifference } from '../plan/decide/alert-group.ts';
import type { Difference } from '../plan/plan.ts';
import { withFacts } from '../plan/observe/alerts.ts';
import {
  editedRules,
  groupsSeen,
  isAlertGroupAsWanted,
  liveAlertGroup,
  type SeenAlertGroup,
} from '../plan/observe/seen-alerts.ts';
import { parseRuleMark, ruleUid, rulesOf } from '../state/alert-group.ts';
import { fingerprintOfRule } from '../state/fingerprint.ts';
import { stringAt } from '../state/json.ts';
import { managedTag } from '../state/managed.ts';
import type { AlertRuleGroupResource, JsonObject } from '../state/resource.ts';
import { judge } from './accept.ts';
import type { Finding } from './look.ts';
import { driftCommand, type DriftQuestion } from './question.ts';
import type { Drift, DriftVersion } from './report.ts';

/** The alert rules of a workspace, read once; or why they could not be. */
export type LiveAlerts = { readonly rules: readonly JsonObject[] } | { readonly reason: string };

export async function readAlerts({ client }: DriftQuestion): Promise<LiveAlerts> {
  try {
    const rules = await listAlertRules(client);
    return rules ? { rules } : { reason: 'Grafana alerting is switched off in this workspace' };
  } catch (error) {
    if (!(error instanceof GrafanaError) || error.status !== 403) throw error;
    return { reason: 'this role may not read alert rules here (403); try --role ADMIN' };
  }
}

/** Compares one group with what was published, rule by rule, as the rules' own marks tell. */
export async function lookAtAlertGroup(
  desired: AlertRuleGroupResource,
  alerts: LiveAlerts,
  question: DriftQuestion,
): Promise<Finding> {
  const { kind, uid, title } = desired;
  if ('reason' in alerts)
    return { state: 'unchecked', unchecked: { kind, uid, title, reason: alerts.reason } };
  const tag = managedTag(question.project, question.name);
  const seen = groupsSeen(alerts.rules, [desired], tag).get(uid);
  if (!seen) return { state: 'missing' };
  const tellsWho = question.reader.generation === 'apis';
  const live = await withFacts(seen, desired, question.client, { tag, tellsWho });
  if (isAlertGroupAsWanted(desired, live, tag)) return { state: 'in-sync' };

  const conflict = conflictOfAlertGroup(desired, live, tag);
  const differences = [
    ...editsOf(desired, live, tag, { missing: isMissingRules(live) }),
    // A change of the code makes no drift: only what was locked and is not any more.
    ...(desired.editable === true ? [] : lockDifference(desired, live, tag).map(backwards)),
  ];
  if (differences.length === 0)
    return { state: 'pending', pending: { kind, uid, title, action: 'update' } };
  const { counts, accepted } = judge(uid, differences, question);
  if (counts.length === 0) return { state: 'in-sync', accepted };
  const codeIsAhead = isAhead(desired, live, tag);
  const source = question.locate(uid);
  return {
    state: 'drift',
    accepted,
    sides: { published: desired, live: liveAlertGroup(live) },
    drift: {
      kind,
      uid,
      title,
      what: whatOf(conflict?.code, counts),
      versions: tellsWho ? await versionsOf(desired, live, counts, question) : [],
      diff: [...counts],
      commands: {
        adopt: driftCommand(question.name, '--adopt', uid),
        revert: driftCommand(question.name, '--revert', uid),
      },
      ...(codeIsAhead && { codeIsAhead }),
      ...(source && { source }),
      note: noteOf(live, tellsWho, codeIsAhead),
    },
  };
}

/** From the code to what is live, not the other way round. */
const backwards = ({ before, after, ...rest }: Difference): Difference => ({
  ...rest,
  ...(after !== undefined && { before: after }),
  ...(before !== undefined && { after: before }),
});

/** There were more when it was published. */
const isMissingRules = (live: SeenAlertGroup): boolean => {
  const published = live.rules
    .flatMap((rule) => parseRuleMark(rule) ?? [])
    .map(({ rules }) => rules);
  return live.rules.length + live.strays.length < Math.max(0, ...published);
};

function isAhead(desired: AlertRuleGroupResource, live: SeenAlertGroup, tag: string): boolean {
  const there = new Map(live.rules.map((rule) => [ruleUid(rule), parseRuleMark(rule)]));
  return rulesOf(desired).some((rule) => {
    const mark = there.get(ruleUid(rule));
    return (
      mark?.tag === tag &&
      mark.fingerprint !== fingerprintOfRule(rule, desired.folderUid, desired.title)
    );
  });
}

function whatOf(code: string | undefined, counts: readonly Difference[]): Drift['what'] {
  if (code === 'foreign') return 'replaced';
  if (code === 'unmanaged') return 'unmarked';
  return counts.every(({ path }) => path.at(-1) === 'group') ? 'moved' : 'edited';
}

/** Who wrote the rules that were edited, as Grafana's own page of them tells. */
async function versionsOf(
  desired: AlertRuleGroupResource,
  live: SeenAlertGroup,
  counts: readonly Difference[],
  { client, project, name }: DriftQuestion,
): Promise<DriftVersion[]> {
  const facts = await ruleFacts(client, live.folderUid);
  const saved = (rule: JsonObject, message: string): DriftVersion[] => {
    const fact = facts.get(ruleUid(rule));
    return fact?.by === undefined || fact.at === undefined
      ? []
      : [{ version: fact.version, by: fact.by, at: fact.at, message }];
  };
  const edited = editedRules(desired, live, managedTag(project, name)).flatMap((rule) =>
    saved(rule, `alert ${stringAt(rule, 'title') ?? ruleUid(rule)}`),
  );
  if (edited.length > 0) return edited.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  // Who sets a group's interval saves each of its rules (recorded on 12.2).
  return counts.some(({ pointer }) => pointer === '/interval')
    ? live.rules.slice(0, 1).flatMap((rule) => saved(rule, 'evaluation interval'))
    : [];
}

function noteOf(live: SeenAlertGroup, tellsWho: boolean, codeIsAhead: boolean): string {
  const who = tellsWho
    ? 'Grafana tells who changed a rule last, and keeps no content of before'
    : `This Grafana does not tell who changed alert rules${live.at === undefined ? '' : `; the last change was made at ${live.at}`}`;
  return `${who}: compared with the code${codeIsAhead ? ', which is ahead of what was published' : ''}.`;
}
