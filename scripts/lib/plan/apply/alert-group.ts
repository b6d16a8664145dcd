import {
  deleteAlertRule,
  listAlertRules,
  postAlertRule,
  putAlertRuleGroup,
  ruleFacts,
  type RuleFacts,
} from '../../grafana/alerting.ts';
import type { GrafanaClient } from '../../grafana/client.ts';
import { GrafanaError, isStale, isUnknown } from '../../grafana/grafana-error.ts';
import { intervalOf, ruleUid, rulesOf } from '../../state/alert-group.ts';
import { fingerprintOf, fingerprintOfRule } from '../../state/fingerprint.ts';
import type { AlertRuleGroupResource, JsonObject } from '../../state/resource.ts';
import { beforeNextAttempt, failedBecause, WRITE_ATTEMPTS, type ApplyContext } from './context.ts';
import {
  editedRules,
  groupsSeen,
  isAlertGroupAsWanted,
  liveAlertGroup,
  rulesToDelete,
  type SeenAlertGroup,
} from '../observe/seen-alerts.ts';
import { withFacts } from '../observe/alerts.ts';
import { conflicted, done, failed, notTried, type Outcome } from '../outcome.ts';
import type { Change } from '../plan.ts';

type Versions = ReadonlyMap<string, RuleFacts>;

/**
 * Writes a group on the condition that it is as the plan saw it. Grafana's API knows no condition here, so the last look
 * comes right before the write, and another one right behind it tells whether it stayed.
 */
export async function applyAlertGroup(
  change: Change,
  desired: AlertRuleGroupResource,
  isModern: boolean,
  context: ApplyContext,
): Promise<Outcome> {
  // Up to 10.4 rules are written by admins only.
  const client = isModern ? context.editor() : context.admin();
  const tag = `${context.project}/${context.environment}`;
  let before: SeenAlertGroup | undefined;
  let versions: Versions = new Map();
  for (let attempt = 1; ; attempt++) {
    try {
      // Before the look: an edit that comes behind it then shows as one version more than our write makes.
      const now: Versions = isModern ? await ruleFacts(client, desired.folderUid) : new Map();
      const live = await readGroup(desired, client, isModern, tag);
      if (isWritten(desired, live, tag))
        return attempt === 1 ? done() : judgeWritten(desired, versions, now);
      versions = now;
      if (attempt === 1) {
        if (seenFingerprint(live) !== change.seen?.fingerprint) return changedMeanwhile(live);
        before = live;
      } else if (live && !isMixture(desired, before, live)) return changedMeanwhile(live);
      if (attempt > 1 && context.signal.aborted)
        return notTried('stopped', 'stopped before it could be tried again');
      if (isModern) await putAlertRuleGroup(client, bodyOf(desired, rulesOf(desired)));
      else await writeRuleByRule(desired, live, client);
      return await verifyGroup(desired, versions, client, isModern, tag);
    } catch (error) {
      if (!(error instanceof GrafanaError)) throw error;
      if (isStale(error)) return failedBecause(error);
      // 9.4 answers 500 to some of what it refuses; looking back tells.
      if (!isUnknown(error) || attempt >= WRITE_ATTEMPTS) return failedBecause(error);
      await beforeNextAttempt(attempt, context);
    }
  }
}

/**
 * Deletes the rules of a group that carry our mark, one by one: what others put beside them stays, and what the code wants
 * elsewhere. They have to be as the plan saw them, edits that a person gave up included; an attempt after the first finds
 * some of them deleted.
 */
export async function deleteAlertGroup(
  change: Change,
  wanted: ReadonlySet<string>,
  isModern: boolean,
  context: ApplyContext,
  isAgain: boolean,
): Promise<Outcome> {
  const client = isModern ? context.editor() : context.admin();
  const tag = `${context.project}/${context.environment}`;
  const rules = (await listAlertRules(client)) ?? [];
  const live = groupsSeen(rules, [], tag).get(change.uid);
  if (!live) return done();
  const ours = rulesToDelete(live, wanted, tag);
  if (ours.length === 0) return done();
  const seen = { ...live, rules: ours };
  const isEdited = editedRules(undefined, seen, tag).length > 0 && change.reason === undefined;
  if (isEdited || (!isAgain && seenFingerprint(seen) !== change.seen?.fingerprint))
    return conflicted(
      { code: 'edited' },
      'changed in the workspace while this publish ran; it was not deleted',
    );
  for (const rule of ours) await deleteAlertRule(client, ruleUid(rule));
  return done();
}

async function readGroup(
  desired: AlertRuleGroupResource,
  client: GrafanaClient,
  tellsWho: boolean,
  tag: string,
): Promise<SeenAlertGroup | undefined> {
  const rules = (await listAlertRules(client)) ?? [];
  const live = groupsSeen(rules, [desired], tag).get(desired.uid);
  return live && withFacts(live, desired, client, { tag, tellsWho });
}

const seenFingerprint = (live: SeenAlertGroup | undefined): string | undefined =>
  live && fingerprintOf(liveAlertGroup(live));

const isWritten = (
  desired: AlertRuleGroupResource,
  live: SeenAlertGroup | undefined,
  tag: string,
): boolean => live !== undefined && isAlertGroupAsWanted(desired, live, tag);

/** Each rule is as it was before, or as we want it: what a write that broke off leaves behind. */
function isMixture(
  desired: AlertRuleGroupResource,
  before: SeenAlertGroup | undefined,
  live: SeenAlertGroup,
): boolean {
  const known = new Set(
    [...(before?.rules ?? []), ...(before?.strays ?? []), ...rulesOf(desired)].map(
      (rule) => `${ruleUid(rule)} ${fingerprintOfRule(rule, '', '')}`,
    ),
  );
  return [...live.rules, ...live.strays].every((rule) =>
    known.has(`${ruleUid(rule)} ${fingerprintOfRule(rule, '', '')}`),
  );
}

const bodyOf = (desired: AlertRuleGroupResource, rules: readonly JsonObject[]) => ({
  folderUid: desired.folderUid,
  group: desired.title,
  interval: intervalOf(desired),
  rules,
  editable: desired.editable === true,
});

/**
 * Up to 10.4 a group may hold only uids that exist (500 `could not find alert rule`): what exists is changed or deleted by a
 * PUT first, which also frees titles that are used again, then what is new is made one by one, then the interval is set.
 */
async function writeRuleByRule(
  desired: AlertRuleGroupResource,
  live: SeenAlertGroup | undefined,
  client: GrafanaClient,
): Promise<void> {
  const there = new Set([...(live?.rules ?? []), ...(live?.strays ?? [])].map(ruleUid));
  const wanted = rulesOf(desired);
  const kept = wanted.filter((rule) => there.has(ruleUid(rule)));
  const added = wanted.filter((rule) => !there.has(ruleUid(rule)));
  if (kept.length > 0) await putAlertRuleGroup(client, bodyOf(desired, kept));
  else for (const rule of live?.rules ?? []) await deleteAlertRule(client, ruleUid(rule));
  for (const rule of added) await postAlertRule(client, rule, desired.editable === true);
  if (added.length > 0) await putAlertRuleGroup(client, bodyOf(desired, wanted));
}

/** Looks whether the group is as it was sent. */
async function verifyGroup(
  desired: AlertRuleGroupResource,
  versions: Versions,
  client: GrafanaClient,
  isModern: boolean,
  tag: string,
): Promise<Outcome> {
  // Before the look, so that an edit behind our write shows as what it is: the group is not as we sent it.
  const after: Versions = isModern ? await ruleFacts(client, desired.folderUid) : new Map();
  const live = await readGroup(desired, client, isModern, tag);
  if (isWritten(desired, live, tag)) return judgeWritten(desired, versions, after);
  return live ? changedMeanwhile(live) : failed('gone', 'it was saved, and is not there');
}

/** Our PUT raises the version of every rule by one (recorded on 12.2): more than that was somebody else's save. */
function judgeWritten(desired: AlertRuleGroupResource, before: Versions, after: Versions): Outcome {
  const raced = rulesOf(desired).filter((rule) => {
    const [was, is] = [before.get(ruleUid(rule)), after.get(ruleUid(rule))];
    return was !== undefined && is !== undefined && is.version - was.version > 1;
  });
  if (raced.length === 0) return done();
  const names = raced.map((rule) => `"${String(rule['title'])}"`).join(', ');
  return done({
    error: {
      code: 'replaced-edit',
      message: `somebody else saved ${names} in the same moment, and this publish replaced that; Grafana's page of the rule shows its versions`,
    },
  });
}

const changedMeanwhile = (live: SeenAlertGroup | undefined): Outcome =>
  live
    ? conflicted(
        {
          code: 'edited',
          live: {
            ...(live.by !== undefined && { by: live.by }),
            ...(live.at !== undefined && { at: live.at }),
          },
        },
        `changed in the workspace while this publish ran${live.by === undefined ? '' : `, by ${live.by}`}; it was left as it is`,
      )
    : failed('gone', 'it was deleted in Grafana after the plan was made');
