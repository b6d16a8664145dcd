import { describe, expect, it } from '@jest/globals';
import {
  MalformedQuery,
  NotEvaluatedHere,
} from '../../../../../scripts/lib/queries/insights/evaluate/errors.ts';
import { events, NINE, rows, run } from './run.ts';

const LOG = events(
  { server: 'a', severity: 'INFO', ms: 10, bytes: 1 },
  { server: 'b', severity: 'ERROR', ms: 20, bytes: 2 },
  { server: 'a', severity: 'ERROR', ms: 30.5, bytes: 4 },
  { severity: 'INFO' },
);
const column = (query: string, name: string, log = LOG): (string | undefined)[] =>
  rows(query, log).map((row) => row[name]);

describe('a result', () => {
  it('is newest first, with @timestamp, @message and a pointer when no command says what to show', () => {
    const { results } = run('filter ms > 15', LOG);
    expect(results.map((row) => row.map(({ field }) => field))).toEqual([
      ['@timestamp', '@message', '@ptr'],
      ['@timestamp', '@message', '@ptr'],
    ]);
    expect(results[0]?.[0]?.value).toBe('2026-11-20 09:00:02.000');
  });

  it('leaves out what is null', () => {
    expect(rows('fields server, severity | limit 1', LOG)).toEqual([{ severity: 'INFO' }]);
  });

  it('says what was scanned and what matched, also behind stats', () => {
    const { status, statistics } = run('filter severity = "ERROR" | stats count(*)', LOG);
    expect(status).toBe('Complete');
    expect(statistics).toEqual({
      recordsMatched: 2,
      recordsScanned: 4,
      bytesScanned: LOG.reduce((sum, { message }) => sum + message.length, 0),
      estimatedRecordsSkipped: 0,
      estimatedBytesSkipped: 0,
      logGroupsScanned: 1,
    });
  });

  it('holds events of the time range only', () => {
    expect(run('fields ms', LOG, { start: NINE + 1000, end: NINE + 3000 }).results).toHaveLength(2);
  });

  it('has no more rows than asked for', () => {
    expect(run('fields ms', LOG, { limit: 1 }).results).toHaveLength(1);
  });
});

describe('fields and display', () => {
  it('show what all fields commands name, under their aliases', () => {
    expect(
      rows(
        'fields ms | fields ms * 2 as twice, server as host | sort ms asc | limit any 1 | sort ms',
        LOG,
      ),
    ).toEqual([{ ms: '10', twice: '20', host: 'a' }]);
  });

  it('show the last display only, with what it computes', () => {
    const query = 'fields ms | display server | display severity = "ERROR" as isError, ms';
    expect(rows(query, LOG)[1]).toEqual({ isError: '1', ms: '30.5' });
  });

  it("evaluate Grafana's prefix", () => {
    const prefix =
      'fields @timestamp,ltrim(@log) as __log__grafana_internal__,ltrim(@logStream) as __logstream__grafana_internal__|';
    expect(rows(`${prefix}filter ms > 25 | fields ms`, LOG)).toEqual([
      {
        '@timestamp': '2026-11-20 09:00:02.000',
        __log__grafana_internal__: '123456789012:/ecs/todo',
        __logstream__grafana_internal__: 'todo/app/1',
        ms: '30.5',
      },
    ]);
    expect(rows(`${prefix}stats sum(ms) as s by severity | sort s desc`, LOG)).toEqual([
      { severity: 'ERROR', s: '50.5' },
      { severity: 'INFO', s: '10' },
    ]);
  });
});

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
describe('fields of JSON logs', () => {
  const trail = events({
    userIdentity: { type: 'IAMUser' },
    requestParameters: { instancesSet: { items: [{ instanceId: 'i-abcde123' }] } },
    'dotted.key': 1,
    '@version': '2',
    encoded: '{"startTime":1234}',
    nothing: null,
    list: ['x', 'y'],
  });

  it.each([
    ['userIdentity.type', 'IAMUser'],
    ['requestParameters.instancesSet.items.0.instanceId', 'i-abcde123'],
    ['dotted.key', '1'],
    ['@@version', '2'],
    ['list.1', 'y'],
    ['encoded', '{"startTime":1234}'],
    ['encoded.startTime', undefined],
    ['userIdentity', undefined],
    ['nothing', undefined],
    ['@version', undefined],
  ])('%s is %s', (field, value) => {
    expect(rows(`fields ${field}`, trail)[0]?.[field]).toBe(value);
  });

  it('are read out of a text that spells JSON by jsonParse', () => {
    const query = 'fields jsonParse(encoded).startTime as startTime';
    expect(rows(query, trail)).toEqual([{ startTime: '1234' }]);
  });

  it('are the first 200 of an event', () => {
    const wide = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`f${i}`, i]));
    expect(rows('fields f0, f199, f200', events(wide))).toEqual([{ f0: '0', f199: '199' }]);
  });
});

describe('fields of Lambda logs', () => {
  const id = '8f507cfc-xmpl-4697-b07a-ac58fc914c95'.replace('xmpl', '0000');
  const log = events(
    `START RequestId: ${id} Version: $LATEST`,
    `REPORT RequestId: ${id}\tDuration: 79.67 ms\tBilled Duration: 80 ms\tMemory Size: 128 MB\tMax Memory Used: 73 MB\t`,
  );

  // "Determine the amount of overprovisioned memory", CWL_QuerySyntax-examples.html
  it('are discovered', () => {
    const query = `filter @type = "REPORT"
      | stats max(@memorySize / 1000 / 1000) as provisonedMemoryMB, max(@maxMemoryUsed / 1000 / 1000) as maxMemoryUsedMB,
          provisonedMemoryMB - maxMemoryUsedMB as overProvisionedMB, avg(@duration) as ms`;
    expect(rows(query, log)).toEqual([
      { provisonedMemoryMB: '128', maxMemoryUsedMB: '73', overProvisionedMB: '55', ms: '79.67' },
    ]);
    expect(column('fields @requestId, @type | sort @timestamp asc', '@type', log)).toEqual([
      'START',
      'REPORT',
    ]);
  });
});

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html
describe('parse', () => {
  it.each([
    [
      'parse @message "user=*, method:*, latency := *" as @user, @method, @latency | stats avg(@latency) by @method, @user',
      ['user=ann, method:GET, latency := 10', 'user=ann, method:GET, latency := 20'],
      [{ '@method': 'GET', '@user': 'ann', 'avg(@latency)': '15' }],
    ],
    [
      'parse @message "url=*" as url | parse url "/api/*/users/*" as apiVersion, userId | display apiVersion, userId',
      ['url=/api/v2/users/7'],
      [{ apiVersion: 'v2', userId: '7' }],
    ],
    [
      'fields @message | parse @message "[*] *" as loggingType, loggingMessage | filter loggingType = "ERROR" | display loggingMessage',
      ['[ERROR] no disk', '[INFO] fine'],
      [{ loggingMessage: 'no disk' }],
    ],
    [
      'FIELDS @message | PARSE @message "* [*] *" as loggingTime, loggingType, loggingMessage | FILTER loggingType IN ["ERROR", "INFO"] | DISPLAY loggingMessage, loggingType = "ERROR" as isError',
      ['10:00 [ERROR] no disk'],
      [{ loggingMessage: 'no disk', isError: '1' }],
    ],
    [
      'parse @message /(?<NetworkInterface>eni-.*?) / | display NetworkInterface',
      ['2 eni-12 x'],
      [{ NetworkInterface: 'eni-12' }],
    ],
    [
      String.raw`parse @message /(\d+\.\d+\.\d+\.\d+)/ as ip_addr multi | stats count(*) by ip_addr`,
      ['10.0.0.1 to 10.0.0.2', '10.0.0.1'],
      [
        { ip_addr: '10.0.0.1', 'count(*)': '2' },
        { ip_addr: '10.0.0.2', 'count(*)': '1' },
      ],
    ],
    [
      'parse @message logfmt as lf | filter lf.level = "error" | display lf.msg, lf.duration',
      ['level=error msg="no \\"disk\\"" duration=3ms', 'level=info msg=x'],
      [{ 'lf.msg': 'no "disk"', 'lf.duration': '3ms' }],
    ],
    [
      'parse @message csv as timestamp, level, message | filter level = "ERROR" | display timestamp, message',
      ['1,ERROR,"no, ""disk"""', '2,INFO,x'],
      [{ timestamp: '1', message: 'no, "disk"' }],
    ],
    [
      String.raw`parse @message /(?<payload>\{.*\})/ as payload | json field=payload "user.name" as username | display username`,
      ['got {"user":{"name":"ann"}} end'],
      [{ username: 'ann' }],
    ],
  ])('%s', (query, messages, expected) => {
    expect(rows(query, events(...messages))).toEqual(expected);
  });

  it('keeps events that do not match, without the fields', () => {
    expect(rows('parse @message "a=*" as a | display a, @message', events('a=1', 'b=2'))).toEqual([
      { '@message': 'b=2' },
      { a: '1', '@message': 'a=1' },
    ]);
  });

  it.each([
    ['a,,"b,c",', ['a', undefined, 'b,c', undefined]],
    ['"x"",y",2', ['x",y', '2']],
    ['1,"open,2', ['1', '"open', '2']],
  ])('reads the values of %s', (line, values) => {
    const [row] = rows('parse @message csv as a, b, c, d | display a, b, c, d', events(line));
    expect(
      [row?.['a'], row?.['b'] || undefined, row?.['c'], row?.['d'] || undefined].slice(
        0,
        values.length,
      ),
    ).toEqual(values);
  });

  it('takes what follows a text without a star, as queries of AWS expect', () => {
    const query =
      'parse @message "tuples: " as rest | parse rest "* removed" as removed | display removed';
    expect(rows(query, events('tuples: 5 removed'))).toEqual([{ removed: '5' }]);
  });

  it('refuses a glob whose stars and aliases differ', () => {
    expect(() => rows('parse @message "* *" as a', LOG)).toThrow(MalformedQuery);
  });
});

describe('sort', () => {
  // The example of https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Sort.html
  const documented = [
    '!:',
    '#',
    '*%04',
    '0#',
    '5A',
    '111A',
    '2345_',
    '@',
    '@_',
    'A',
    'A9876fghj',
    'a12345hfh',
    '0',
    '01',
    '1',
    '2',
    '3',
  ];

  it('puts values in the order of the documentation', () => {
    const shuffled = [5, 16, 0, 11, 13, 2, 9, 15, 7, 3, 12, 1, 14, 10, 6, 4, 8].map(
      (i) => documented[i] ?? '',
    );
    const log = events(...shuffled);
    expect(column('fields @message | sort @message asc', '@message', log)).toEqual(documented);
    expect(column('fields @message | sort @message desc', '@message', log)).toEqual(
      documented.toReversed(),
    );
  });

  it('orders by several keys, and by what a later command changes no more', () => {
    expect(column('fields ms, server | sort server desc, ms asc', 'ms')).toEqual([
      '20',
      '10',
      '30.5',
      undefined,
    ]);
    expect(column('fields ms | sort ms asc | fields 0 - ms as minus | limit 2', 'minus')).toEqual([
      undefined,
      '-10',
    ]);
  });
});

describe('limit', () => {
  it('takes the first rows of the order', () => {
    expect(column('fields ms | sort ms desc | limit 2', 'ms')).toEqual(['30.5', '20']);
  });

  it('is 10,000 when nothing is said', () => {
    const many = Array.from({ length: 10_500 }, (_, i) => ({ ...LOG[0]!, timestamp: NINE + i }));
    expect(run('fields ms', many).results).toHaveLength(10_000);
    expect(run('fields ms | limit 10400', many).results).toHaveLength(10_400);
    const [newest] = rows('fields @timestamp', many);
    expect(newest?.['@timestamp']).toBe('2026-11-20 09:00:10.499');
  });

  it('ends the scan with any', () => {
    const { results, statistics } = run('fields @message | limit any 1', LOG);
    expect(results).toHaveLength(1);
    expect(statistics.recordsScanned).toBe(1);
  });
});

describe('dedup', () => {
  it('keeps the newest event of each value, and all without one', () => {
    expect(column('fields server, ms | dedup server', 'ms')).toEqual([undefined, '30.5', '20']);
  });

  it('keeps the first in the order of sort, for each combination', () => {
    expect(column('fields ms | sort ms asc | dedup server', 'ms')).toEqual([undefined, '10', '20']);
    expect(rows('fields ms | dedup server, severity | limit 2', LOG)).toHaveLength(2);
  });
});

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Unnest.html and -Expand.html
describe('unnest and expand', () => {
  it('make a row of each element', () => {
    const log = events({ events: [{ name: 'exception' }, { name: 'user action' }] });
    const query =
      'fields jsonParse(@message) as json_message | unnest json_message.events into event | display event.name';
    expect(rows(query, log)).toEqual([
      { 'event.name': 'exception' },
      { 'event.name': 'user action' },
    ]);
  });

  it('aggregate elements', () => {
    const trimmedData = JSON.stringify([
      { accountId: 'x', droppedSpans: 2 },
      { accountId: 'y', droppedSpans: 5 },
    ]);
    const query =
      'fields jsonParse(trimmedData) as accounts | unnest accounts into account | stats sum(account.droppedSpans) as n by account.accountId | sort n desc | limit 10';
    expect(rows(query, events({ trimmedData }, { trimmedData }))).toEqual([
      { 'account.accountId': 'y', n: '10' },
      { 'account.accountId': 'x', n: '4' },
    ]);
  });

  it('count what is no list as one element, and events once', () => {
    const { results, statistics } = run('fields jsonParse("[1,2]") as l | unnest l into e', LOG);
    expect(results).toHaveLength(8);
    expect(statistics.recordsMatched).toBe(4);
    expect(rows('unnest server into s | display s', LOG)).toHaveLength(4);
  });

  it('expand the array of an event in its place', () => {
    const log = events({ items: ['apple', 'banana', 'cherry'], host: 'web-01' });
    expect(rows('expand items | stats count(*) by items, host', log)).toEqual(
      ['apple', 'banana', 'cherry'].map((items) => ({ items, host: 'web-01', 'count(*)': '1' })),
    );
  });
});

describe('pattern', () => {
  it('finds the shape of lines, how many have it, and how grave it is', () => {
    const log = events(
      '[INFO] Request time: 327 ms',
      '[INFO] Request time: 12 ms',
      '2026-11-20 09:00:03,741 - root - ERROR - no MongoDB at 10.0.0.1:27017',
      '[INFO] Request time: 5 ms',
    );
    expect(rows('pattern @message', log)).toEqual([
      {
        '@pattern': '[INFO] Request time: <Time-1> ms',
        '@sampleCount': '3',
        '@ratio': '0.75',
        '@severityLabel': 'Info',
      },
      {
        '@pattern': '<Time-1> - root - ERROR - no MongoDB at <IPAddress-2>',
        '@sampleCount': '1',
        '@ratio': '0.25',
        '@severityLabel': 'Error',
      },
    ]);
    expect(
      column(
        'filter @message like /ERROR/ | pattern @message | sort @sampleCount asc',
        '@sampleCount',
        log,
      ),
    ).toEqual(['1']);
  });
});

describe('the shape of a line', () => {
  // The examples of CWL_QuerySyntax-Pattern.html and CWL_AnalyzeLogData_Patterns.html.
  it.each([
    ['[INFO] Request time: 327 ms', '[INFO] Request time: <Time-1> ms'],
    [
      '2023-01-01 19:00:01 [INFO] Calling DynamoDB to store for resource id 12342342k124-12345',
      '<Time-1> [INFO] Calling DynamoDB to store for resource id <ID-2>',
    ],
    ['GET /a7/b?x=1 took 3ms.', 'GET <Token-1>=<Number-2> took <Time-3>.'],
  ])('of %s is %s', (message, pattern) => {
    expect(column('pattern @message', '@pattern', events(message))).toEqual([pattern]);
  });
});

describe('other log groups', () => {
  const others = events(
    { requestId: 'r1', duration: 5 },
    { requestId: 'r2', duration: 7 },
    { requestId: 'r1', duration: 6 },
  );
  const mine = events(
    { requestId: 'r1', status: 500 },
    { requestId: 'r3', status: 500 },
    { requestId: 'r2', status: 200 },
  );
  const read = (): typeof others => others;

  it('are joined by equal fields, inner or left', () => {
    const join = (type: string): string =>
      `filter status >= 500 | join type=${type} left=api right=lambda where api.requestId=lambda.requestId (SOURCE '/aws/lambda/x') | fields api.requestId, lambda.duration | sort lambda.duration desc`;
    expect(rows(join('inner'), mine, { read })).toEqual([
      { 'api.requestId': 'r1', 'lambda.duration': '6' },
      { 'api.requestId': 'r1', 'lambda.duration': '5' },
    ]);
    expect(rows(join('left'), mine, { read }).at(-1)).toEqual({ 'api.requestId': 'r3' });
  });

  it('are the members of a list', () => {
    const query = `filter requestId in (SOURCE '/x' | stats count(*) as n by requestId | filter n > 1 | fields requestId) | fields requestId, status`;
    expect(rows(query, mine, { read })).toEqual([{ requestId: 'r1', status: '500' }]);
  });

  it('stand beside the rows, first to first', () => {
    const query = `stats count(*) as n by status | sort status asc | appendcols ( SOURCE lg | stats sum(duration) as total by requestId | sort total desc )`;
    expect(rows(query, mine, { read })).toEqual([
      { status: '200', n: '1', requestId: 'r1', total: '11' },
      { status: '500', n: '2', requestId: 'r2', total: '7' },
    ]);
  });

  it('are refused where none can be read', () => {
    expect(() => rows(`filter a in (SOURCE '/x' | fields a)`, mine)).toThrow(NotEvaluatedHere);
  });
});

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Lookup.html and -Cidrlookup.html
describe('lookup tables', () => {
  const lookupTable = (name: string) =>
    ({
      user_data: [
        { id: '1', name: 'ann', email: 'a@x' },
        { id: '2', name: 'ben', email: 'b@x' },
      ],
      net_table: [
        { range: '10.0.0.0/8', region: 'eu' },
        { range: '10.1.0.0/16', region: 'us' },
      ],
    })[name];
  const log = events(
    { id: 1, name: 'old', ip: '10.1.2.3' },
    { id: 3, name: 'kept', ip: '10.9.9.9' },
  );

  it.each([
    [
      'lookup user_data id OUTPUT name, email',
      [{ id: '3' }, { id: '1', name: 'ann', email: 'a@x' }],
    ],
    [
      'lookup user_data id OUTPUTNEW name, email',
      [
        { id: '3', name: 'kept' },
        { id: '1', name: 'old', email: 'a@x' },
      ],
    ],
    [
      'cidrlookup net_table ip OUTPUT region',
      [
        { id: '3', name: 'kept', region: 'eu' },
        { id: '1', name: 'old', region: 'us' },
      ],
    ],
  ])('%s', (command, expected) => {
    const shown = command.includes('region') ? 'region' : 'email';
    expect(
      rows(`fields id | ${command} | display id, name, ${shown}`, log, { lookupTable }),
    ).toEqual(expected);
  });

  it('must exist', () => {
    expect(() => rows('lookup none id OUTPUT name', log, { lookupTable })).toThrow(
      'none does not exist',
    );
  });
});

describe('commands over rows', () => {
  const series = 'fields bytes | sort @timestamp asc | ';
  it.each([
    ['accum bytes AS totalBytes', 'totalBytes', ['1', '3', '7', '7']],
    ['autoregress bytes p=1-2', 'bytes_p2', [undefined, undefined, '1', '2']],
    ['autoregress bytes as before', 'before', [undefined, '1', '2', '4']],
    ['filldown bytes', 'bytes', ['1', '2', '4', '4']],
    ['fields ms | addtotals bytes, ms', 'Total', ['11', '22', '34.5', undefined]],
    ['addtotals col=true row=false bytes', 'bytes', ['1', '2', '4', undefined, '7']],
    ['outlier action=remove param=0.1 bytes', 'bytes', ['1', '2', undefined]],
    ['outlier param=0 bytes', 'bytes', ['1', '2', '3', undefined]],
    ['sessionize severity maxspan 1s as s', 's', ['1', '2', '2', '3']],
  ])('%s gives %s', (command, name, expected) => {
    expect(column(series + command, name)).toEqual(expected);
  });

  it('count the frequent', () => {
    expect(rows('countFrequent severity, server', LOG).slice(0, 1)).toEqual([
      { severity: 'INFO', server: 'a', _approxcount: '1' },
    ]);
    expect(column('countFrequent severity', '_approxcount')).toEqual(['2', '2']);
  });

  it('fill the empty buckets of the time range', () => {
    const query =
      'stats avg(ms) as a by bin(30m), server | fillmissing with 0 for a | filter server = "b" | sort `bin(30m)` asc';
    expect(rows(query, LOG).map((row) => [row['bin(30m)']?.slice(11, 16), row['a']])).toEqual([
      ['08:00', '0'],
      ['08:30', '0'],
      ['09:00', '20'],
      ['09:30', '0'],
    ]);
  });
});

describe('what is not evaluated here', () => {
  it.each([
    'pattern @message | diff',
    'pattern @message | anomaly',
    'logcompare timeshift 7d',
    'relevantfields where ms > 400',
    'fields ms | estimate',
  ])('%s is refused by its name', (query) => {
    expect(() => rows(query, LOG)).toThrow(NotEvaluatedHere);
    expect(() => rows(query, LOG)).toThrow(
      /^(diff|anomaly|logcompare|relevantfields|estimate) is not evaluated here: /,
    );
  });

  it.each([
    ['statz x', /statz/],
    ['fields nofunction(x)', /nofunction/],
    ['fields count(*)', /aggregate/],
    ['fields substr()', /arguments/],
    ['stats pct(ms)', /arguments/],
    ['fields bin($__interval)', /\$__interval/],
    ['filter @message like /(/', /not closed/],
  ])('%s cannot be read', (query, message) => {
    expect(() => rows(query, LOG)).toThrow(MalformedQuery);
    expect(() => rows(query, LOG)).toThrow(message);
  });
});
