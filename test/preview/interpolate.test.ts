import { describe, expect, it } from '@jest/globals';
import { dateText } from '../../preview/src/model/date-text.ts';
import { interpolate } from '../../preview/src/model/interpolate.ts';
import { interpolationFor } from '../../preview/src/model/request.ts';
import { ALL, type Variable } from '../../preview/src/model/variables.ts';
import type { VariableModel } from '../../preview/src/model/dashboard.ts';

const variable = (
  model: Partial<VariableModel>,
  values: string[],
  selected: string | string[],
  text: string | string[] = selected,
): Variable => ({
  model: { name: 'task', type: 'query', ...model },
  options: values.map((v) => ({ text: v, value: v })),
  selected: { text, value: selected },
});
const one = (value: string): Variable[] => [variable({ name: 'server' }, [value], value)];
const many = (...values: string[]): Variable[] => [
  variable({ name: 'server', multi: true }, values, values),
];

describe('a format of a variable', () => {
  it.each([
    ['${server:lucene}', one('foo bar'), 'foo\\ bar'],
    ['${server:lucene}', one('-1'), '-1'],
    ['${server:lucene}', one('-test'), '\\-test'],
    ['${server:lucene}', many('foo bar', 'baz'), '("foo\\ bar" OR "baz")'],
    ['${server:lucene}', many(), '__empty__'],
    ['${server:glob}', one('foo'), 'foo'],
    ['${server:glob}', many('AA', 'BB', 'C.*'), '{AA,BB,C.*}'],
    ['${server:raw}', many('12', '13'), '12,13'],
    ['${server:regex}', one('test.'), 'test\\.'],
    ['${server:regex}', many('test.'), 'test\\.'],
    ['${server:regex}', many('test.', 'test2'), '(test\\.|test2)'],
    ['${server:pipe}', many('test', 'test2'), 'test|test2'],
    ['${server:distributed}', many('test', 'test2'), 'test,server=test2'],
    ['${server:csv}', many('test', 'test2'), 'test,test2'],
    [
      '${server:html}',
      one('<script>alert(asd)</script>'),
      '&lt;script&gt;alert(asd)&lt;/script&gt;',
    ],
    ['${server:html}', many('GET', 'POST'), 'GET, POST'],
    ['${server:json}', many('test', '12'), '["test","12"]'],
    ['${server:json}', one('test'), 'test'],
    ['${server:percentencode}', many('foo()bar BAZ', 'test2'), '%7Bfoo%28%29bar%20BAZ%2Ctest2%7D'],
    ['${server:percentencode}', many('x'), '%7Bx%7D'],
    ['${server:uriencode}', one('/a/b?query=foo()bar BAZ'), '/a/b?query=foo%28%29bar%20BAZ'],
    ['${server:singlequote}', many('test', "test'2"), "'test','test\\'2'"],
    ['${server:doublequote}', many('test', 'test"2'), '"test","test\\"2"'],
    [
      '${server:sqlstring}',
      many('test', "test'value2", 'test"3'),
      `'test','test''value2','test\\"3'`,
    ],
    ['${server:join}', many('hello', 'world'), 'hello,world'],
    ['${server:join: | }', many('hello', 'world'), 'hello | world'],
    ['${server:queryparam}', one('helloAZ%='), 'var-server=helloAZ%25%3D'],
    ['${server:queryparam}', many('a:b', 'c d'), 'var-server=a:b&var-server=c%20d'],
    ['${server:customqueryparam}', many('api', 'database'), 'server=api&server=database'],
    [
      '${server:customqueryparam:p-server:v-}',
      many('mysql&postgres', 'db!'),
      'p-server=v-mysql%26postgres&p-server=v-db%21',
    ],
    ['${server:date:YYYY-MM}', one('1594671549254'), '2020-07'],
    ['${server:date}', one('1594671549254'), '2020-07-13T20:19:09.254Z'],
    ['${server:date:seconds}', one('1594671549254'), '1594671549'],
    ['${server:date}', one('no number'), 'NaN'],
    ['${server:nonsense}', many('a', 'b'), '{a,b}'],
    ['[[server:pipe]]', many('a', 'b'), 'a|b'],
    ['test.${server}.asd', many('hello', 'world'), 'test.{hello,world}.asd'],
    ['test.${server.1}.asd', many('hello', 'world'), 'test.world.asd'],
    ['$toString, $other and $__interval stay', one('a'), '$toString, $other and $__interval stay'],
  ])('%s', (text, variables, expected) => {
    expect(interpolate(text, { variables })).toBe(expected);
  });

  it('`text` is what people see', () => {
    const hosts = [variable({ multi: true }, ['1', '2'], ['1', '2'], ['hello', 'world'])];
    expect(interpolate('${task:text}', { variables: hosts })).toBe('hello + world');
    expect(interpolate('$task', { variables: hosts }, 'text')).toBe('hello + world');
    expect(interpolate('$task', { variables: hosts }, 'html')).toBe('1, 2');
  });
});

describe('a reference in PromQL', () => {
  it('to what may be several is an escaped regular expression, to one value a string', () => {
    expect(interpolate('$server', { variables: many('a.b', 'c') }, 'promql')).toBe('(a\\\\.b|c)');
    expect(interpolate('$server', { variables: many('a.b') }, 'promql')).toBe('a\\\\.b');
    expect(interpolate('$server', { variables: one('a.b') }, 'promql')).toBe('a.b');
    expect(interpolate('${server:regex}', { variables: many('a.b', 'c') }, 'promql')).toBe(
      '(a\\.b|c)',
    );
  });

  it('is the one value of a repeat inside its panel', () => {
    const scope = { server: { text: 'c', value: 'c' } };
    expect(interpolate('$server', { variables: many('a.b', 'c'), scope }, 'promql')).toBe('c');
  });
});

describe('"All"', () => {
  const all = variable({ multi: true, includeAll: true }, ['a', 'b'], [ALL]);
  const custom = variable({ multi: true, includeAll: true, allValue: '.*' }, ['a', 'b'], [ALL]);

  it('is every option', () => {
    expect(interpolate('$task', { variables: [all] }, 'promql')).toBe('(a|b)');
    expect(interpolate('$task', { variables: [all] }, 'html')).toBe('a, b');
  });

  it.each([
    ['${task:regex}', '.*'],
    ['$task', '.*'],
    ['${task:percentencode}', '.%2A'],
    ['${task:text}', 'All'],
    ['${task:queryparam}', 'var-task=$__all'],
  ])('with a value of its own: %s is %s', (text, expected) => {
    expect(interpolate(text, { variables: [custom] })).toBe(expected);
  });

  it('may refer to another variable, and to itself without an end', () => {
    const other = variable({ name: 'other' }, ['x'], 'x');
    expect(
      interpolate('$task', {
        variables: [{ ...custom, model: { ...custom.model, allValue: '$other' } }, other],
      }),
    ).toBe('x');
    expect(
      interpolate('$task', {
        variables: [{ ...custom, model: { ...custom.model, allValue: '$task' } }],
      }),
    ).toBe('$task');
  });
});

describe("Grafana's own variables", () => {
  const context = interpolationFor({
    dashboard: { title: 'To-do', uid: 'todo', timezone: 'utc' },
    variables: [
      variable({ multi: true, includeAll: true, allValue: '.*' }, ['a'], [ALL]),
      variable({ name: 'empty' }, [], ''),
      variable({ name: 'unsynced', skipUrlSync: true }, ['b'], 'b'),
    ],
    range: { from: 1_684_822_197_073, to: 1_684_825_797_073 },
    raw: { from: 'now-1h', to: 'now' },
    intervalMs: 10_000,
  });

  it.each([
    ['$__from to ${__to}', '1684822197073 to 1684825797073'],
    ['${__to:date:YYYY}', '2023'],
    ['${__from:date:iso}', '2023-05-23T06:09:57.073Z'],
    ['${__from:date:seconds}', '1684822197'],
    ['${__from:text}', '2023-05-23 06:09:57'],
    ['$__interval, $__interval_ms', '10s, 10000'],
    ['${__dashboard} ${__dashboard.uid}', 'To-do todo'],
    ['${__org.name} ${__org} ${__user.login}', 'Main Org. 1 admin'],
    ['$__timezone', 'utc'],
    ['?${__url_time_range}&${__all_variables}', '?from=now-1h&to=now&timezone=utc&var-task=$__all'],
    [
      '${__value.text} ${__data.fields.a} ${__field.labels.b} ${__series.name}',
      '${__value.text} ${__data.fields.a} ${__field.labels.b} ${__series.name}',
    ],
  ])('%s', (text, expected) => {
    expect(interpolate(text, context)).toBe(expected);
  });

  it('write dates in the tokens of moment.js, in any time zone', () => {
    const at = Date.UTC(2026, 10, 3, 22, 5, 7, 89);
    const written = (pattern: string, offset = 0): string =>
      dateText(at, pattern.split(':'), offset);
    expect(written('dddd, MMMM Do YYYY, h:mm:ss a')).toBe(
      'Tuesday, November 3rd 2026, 10:05:07 pm',
    );
    expect(written('ddd D MMM YY HH:mm:ss.SSS Z', 120)).toBe('Wed 4 Nov 26 00:05:07.089 +02:00');
    expect(written('[week of] L LT, Q DDD X')).toBe(
      'week of 11/03/2026 10:05 PM, 4 307 1793743507',
    );
  });
});
