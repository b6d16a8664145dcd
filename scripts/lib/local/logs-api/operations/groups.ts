import type { JsonObject } from '../../../state/resource.ts';
import { discoveredFields } from '../../../queries/insights/evaluate/fields/json-fields.ts';
import { Row } from '../../../queries/insights/evaluate/row.ts';
import type { LogsService } from '../logs-service.ts';
import { numberMember, positionOf, textMember, textsMember, tokenOf } from '../input.ts';
import { arnOf, groupOf, nameIn } from '../log-groups.ts';

/** When the groups of the store are said to have been made: before everything in them. */
const CREATED = 1_700_000_000_000;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export function describeLogGroups({ store, region }: LogsService, body: JsonObject): object {
  const prefix = textMember(body, 'logGroupNamePrefix') ?? '';
  const part = (textMember(body, 'logGroupNamePattern') ?? '').toLowerCase();
  const wanted = textsMember(body, 'logGroupIdentifiers')?.map(nameIn);
  const most = numberMember(body, 'limit', 1, 50) ?? 50;
  const from = positionOf(body);
  const found = [...store.logGroups]
    .filter((name) => name.startsWith(prefix) && name.toLowerCase().includes(part))
    .filter((name) => wanted?.includes(name) ?? true)
    .toSorted();
  return {
    logGroups: found.slice(from, from + most).map((name) => {
      const arn = arnOf(name, region, store.accountId);
      return {
        logGroupName: name,
        arn: `${arn}:*`,
        logGroupArn: arn,
        creationTime: CREATED,
        metricFilterCount: 0,
        storedBytes: 0,
        logGroupClass: 'STANDARD',
      };
    }),
    ...(from + most < found.length ? { nextToken: tokenOf(from + most) } : {}),
  };
}

const SYSTEM = ['@timestamp', '@message', '@logStream', '@log', '@ingestionTime'];
const MINUTE = 60_000;

/**
 * Which fields the events of a quarter of an hour have, and how many of the events: around `time`, or up to now.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogGroupFields.html
 */
export function getLogGroupFields({ store, now }: LogsService, body: JsonObject): object {
  const group = groupOf(body, store);
  const time = numberMember(body, 'time');
  const middle = time === undefined ? now() - 7.5 * MINUTE : time * 1000;
  const span = time === undefined ? 7.5 * MINUTE : 8 * MINUTE;
  const counts = new Map(SYSTEM.map((name) => [name, 0]));
  let events = 0;
  for (const event of store.events([group], middle - span, middle + span)) {
    events++;
    const { document } = new Row(event, 0, []);
    const names = document === null ? [] : discoveredFields(document);
    for (const name of [...SYSTEM, ...names]) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const fields = [...counts].map(([name, count]) => ({
    name,
    percent: Math.round((100 * count) / Math.max(1, events)),
  }));
  return { logGroupFields: events === 0 ? [] : fields.toSorted((a, b) => b.percent - a.percent) };
}
