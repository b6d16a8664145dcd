import type { SourceCommand } from '../../queries/insights/ast.ts';
import type { LogStore } from '../../queries/log-event.ts';
import type { JsonObject } from '../../state/resource.ts';
import { invalidParameter, noSuchGroup } from './aws-error.ts';
import { textMember, textsMember } from './input.ts';

/** Where a log group is known under: ARNs end in `:*` where a group with its streams is meant. */
export const arnOf = (name: string, region: string, accountId: string): string =>
  `arn:aws:logs:${region}:${accountId}:log-group:${name}`;

const ARN = /^arn:[\w-]+:logs:[\w-]+:\d{12}:log-group:([^:*]+)(?::\*?)?$/;

/** The name in an ARN, with or without the `:` or `:*` behind it (Grafana sends `…:/ecs/todo:`), or the name itself. */
export function nameIn(identifier: string): string {
  if (!identifier.startsWith('arn:')) return identifier;
  const name = ARN.exec(identifier)?.[1];
  if (name === undefined)
    throw invalidParameter(`The specified log group identifier ${identifier} is invalid.`);
  return name;
}

function existing(names: readonly string[], store: LogStore): readonly string[] {
  const missing = names.find((name) => !store.logGroups.includes(name));
  if (missing !== undefined) throw noSuchGroup(missing, store.accountId);
  return [...new Set(names)];
}

/** `logGroupName` or `logGroupIdentifier` of operations on one group. */
export function groupOf(body: JsonObject, store: LogStore): string {
  const given = textMember(body, 'logGroupName') ?? textMember(body, 'logGroupIdentifier');
  if (given === undefined)
    throw invalidParameter('Either logGroupName or logGroupIdentifier is required.');
  return existing([nameIn(given)], store)[0] ?? '';
}

/**
 * The groups that StartQuery names: exactly one of `logGroupName`, `logGroupNames` and `logGroupIdentifiers`, at most 50,
 * or a SOURCE command in the query.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html
 */
export function queriedGroups(
  body: JsonObject,
  source: SourceCommand | undefined,
  store: LogStore,
): readonly string[] {
  const name = textMember(body, 'logGroupName');
  const lists = [
    name === undefined ? undefined : [name],
    textsMember(body, 'logGroupNames'),
    textsMember(body, 'logGroupIdentifiers'),
  ].filter((list) => list !== undefined);
  const [list] = lists;
  if (lists.length > 1)
    throw invalidParameter(
      'Exactly one of logGroupName, logGroupNames and logGroupIdentifiers may be given.',
    );
  if (list === undefined && source !== undefined) return selectedGroups(source, store);
  if (list === undefined || list.length === 0)
    throw invalidParameter(
      'At least one log group is required: logGroupNames or logGroupIdentifiers.',
    );
  if (list.length > 50) throw invalidParameter('At most 50 log groups can be queried at once.');
  return existing(list.map(nameIn), store);
}

/** What SOURCE selects: groups by name, or by prefixes of their names. Tags and data sources are unknown here. CWL_QuerySyntax-Source.html */
export function selectedGroups(source: SourceCommand, store: LogStore): readonly string[] {
  const named = source.selectors.filter(({ kind }) => kind === 'source-group');
  if (named.length > 0)
    return existing(
      named.map(({ name }) => nameIn(name)),
      store,
    );
  let groups = store.logGroups;
  for (const selector of source.selectors) {
    if (selector.kind !== 'source-function') continue;
    if (selector.name.toLowerCase() !== 'loggroups')
      throw invalidParameter(`SOURCE ${selector.name} is not evaluated here.`);
    const prefixes = selector.arguments.find((a) => a.name.toLowerCase() === 'nameprefix')?.values;
    if (prefixes)
      groups = groups.filter((group) => prefixes.some((prefix) => group.startsWith(prefix)));
  }
  return groups;
}
