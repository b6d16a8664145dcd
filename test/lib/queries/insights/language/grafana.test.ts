import { describe, expect, test } from '@jest/globals';
import {
  insights,
  InsightsQueryError,
} from '../../../../../scripts/lib/queries/insights/builder.ts';
import {
  asSentByGrafana,
  replaceVariables,
} from '../../../../../scripts/lib/queries/insights/grafana.ts';
import { parse } from '../../../../../scripts/lib/queries/insights/parser.ts';
import { statsGroupsOf } from '../../../../../scripts/lib/queries/insights/stats-groups.ts';

describe('statsGroups are the columns behind the last by', () => {
  test.each([
    ['stats count(*) as n by bin(5m), status', ['bin(5m)', 'status']],
    ['stats count(@message) by bin(1h), @log, @logStream as stream', ['bin(1h)', '@log', 'stream']],
    ['stats count(*) by queryName.0.1 as f0, bin(5m)', ['f0', 'bin(5m)']],
    ['stats count(*) by bin(1h) as t | sort t', ['t']],
    [
      'stats count(*) as n by a, bin(5m) | stats max(n) by datefloor(t, 1h), b',
      ['datefloor(t, 1h)', 'b'],
    ],
    ['stats count(*) by bin($__interval), level', ['level']],
  ])('%s', (text, groups) => {
    expect(statsGroupsOf(parse(text).query, text)).toEqual(groups);
  });

  test.each(['stats count(*) by status', 'stats count(*)', 'fields @message | limit 5'])(
    'and none without a bucket of time, for a table would lose its column: %s',
    (text) => {
      expect(statsGroupsOf(parse(text).query, text)).toEqual([]);
    },
  );
});

test('a query is sent with Grafana’s fields in front, and reads without a mistake', () => {
  const sent = asSentByGrafana('# note\nfilter a = 1');
  expect(sent).toMatch(
    /^fields @timestamp,ltrim\(@log\) as __log__grafana_internal__,.*\|# note\nfilter a = 1$/,
  );
  expect(parse(sent).diagnostics).toEqual([]);
});

test('variables are replaced in every spelling, unknown ones stay', () => {
  expect(replaceVariables('bin($i) ${t:regex} [[t]] $x', { i: '5m', t: 'a|b' })).toBe(
    'bin(5m) a|b a|b $x',
  );
});

describe('the template', () => {
  test('takes its text raw, without indentation, and computes what the target needs', () => {
    const access = String.raw`parse @message /"(?<method>\w+) (?<path>\S+)/`;
    const query = insights`
      filter @message like /HTTP\/1\.1/
      | ${access}
      | stats count(*) as n by bin($__interval), method`;
    expect(query.text).toBe(
      String.raw`filter @message like /HTTP\/1\.1/
| parse @message /"(?<method>\w+) (?<path>\S+)/
| stats count(*) as n by bin($__interval), method`,
    );
    expect(query).toMatchObject({ statsGroups: ['method'], isTimeSeries: true });
  });

  test('refuses a wrong query with a caret under the place', () => {
    const wrong = (): unknown => insights`
      stats count(*) as n by path
      | sort method desc`;
    expect(wrong).toThrow(InsightsQueryError);
    expect(wrong).toThrow(
      /error {2}insights\/dead-field {2}at 2:8\n.*\| sort method desc\n {11}\^{6}\n/,
    );
  });
});
