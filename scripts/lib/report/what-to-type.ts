import type { Change } from '../plan/plan.ts';
import type { PublishedChange } from '../plan/outcome.ts';
import { shellWord } from '../text/words.ts';

/** A line to type, and what it does. */
export type Command = readonly [command: string, purpose: string];

/** What to do about a change that somebody else's work is in the way of. */
export function conflictCommands(
  change: Pick<Change, 'uid' | 'kind' | 'conflict' | 'content'>,
  environment: string,
): readonly Command[] {
  const { uid, kind, conflict, content } = change;
  const env = flagFor(environment);
  const named = shellWord(uid);
  // What would be deleted has no content in the code, and is looked at only under --prune.
  const isOrphan = content === undefined;
  const overwrite = `npm run publish --${env}${isOrphan ? ' --prune' : ''} --overwrite ${named}`;
  switch (conflict?.code) {
    case 'edited':
      if (isOrphan) return [[overwrite, 'delete it all the same']];
      return [
        [`npm run drift --${env} --only ${named}`, 'the whole edit'],
        ...(kind === 'dashboard'
          ? [[`npm run drift --${env} --adopt ${named}`, 'take it into the code'] as const]
          : []),
        [
          overwrite,
          kind === 'dashboard'
            ? `replace it (${conflict.live?.version === undefined ? 'it' : `version ${conflict.live.version}`} stays in the history)`
            : 'replace it',
        ],
      ];
    case 'unmanaged':
    case 'foreign':
      return [[overwrite, 'take it over and replace it']];
    case 'converted':
      return [[overwrite, isOrphan ? 'delete it all the same' : 'replace it by the code']];
    case 'alerting-off':
      return [
        [
          `aws grafana update-workspace-configuration --workspace-id ID --configuration '{"unifiedAlerting":{"enabled":true}}'`,
          'switches it on',
        ],
        ["alerts: 'off' in environments.ts", 'publishes none'],
      ];
    case 'quota':
      return [pruneFirst(env)];
    case 'in-use':
      return [[`npm run publish --${env} --prune`, 'deletes it once no dashboard shows it']];
    default:
      return [];
  }
}

/** What to do about a change that the workspace did not take. */
export function failureCommands(
  { error }: Pick<PublishedChange, 'error'>,
  environment: string,
): readonly Command[] {
  const env = flagFor(environment);
  switch (error?.code) {
    case 'gone':
      return [[`npm run publish --${env}`, 'makes it again']];
    case 'quota':
      return [pruneFirst(env)];
    case 'name-exists':
      return [[`npm run publish --${env}`, 'after one of the two has another title']];
    case 'forbidden':
      return [[`npm run publish --${env}`, 'once this credential may write there']];
    default:
      return [[`npm run publish --${env}`, 'tries again what is left: what was written stays']];
  }
}

const flagFor = (environment: string): string =>
  environment === 'local' ? '' : ` --env ${environment}`;

const pruneFirst = (env: string): Command => [
  `npm run publish --${env} --prune`,
  'makes room: deletes what the code does not have any more',
];
