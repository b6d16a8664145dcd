import { describe, expect, test } from '@jest/globals';
import type { Command } from '../../../../../scripts/lib/queries/insights/ast.ts';
import { parse } from '../../../../../scripts/lib/queries/insights/parser.ts';

const only = (text: string): Command => {
  const [command] = parse(text).query.commands;
  if (!command) throw new Error('no command');
  return command;
};

const condition = (text: string): unknown => {
  const command = only(`filter ${text}`);
  if (command.kind !== 'filter') throw new Error(command.kind);
  return shape(command.condition);
};

/** An expression as nested lists, which is easier to read than its nodes. */
function shape(node: unknown): unknown {
  const e = node as { kind: string } & Record<string, unknown>;
  switch (e.kind) {
    case 'field':
      return e['name'];
    case 'string':
      return `"${String(e['value'])}"`;
    case 'number':
    case 'boolean':
      return e['value'];
    case 'duration':
      return `${String(e['value'])} ${String(e['unit'])}`;
    case 'regex':
      return `/${String(e['pattern'])}/${String(e['flags'])}`;
    case 'placeholder':
      return e['text'];
    case 'unary':
      return [e['operator'], shape(e['operand'])];
    case 'binary':
      return [e['operator'], shape(e['left']), shape(e['right'])];
    case 'like':
      return [
        `${e['negated'] ? 'not ' : ''}${String(e['operator'])}`,
        shape(e['operand']),
        shape(e['pattern']),
      ];
    case 'in':
      return [
        e['negated'] ? 'not in' : 'in',
        shape(e['operand']),
        ...(e['values'] as unknown[]).map(shape),
      ];
    case 'call':
      return [`${String(e['name'])}()`, ...(e['arguments'] as unknown[]).map(shape)];
    case 'access':
      return ['access', shape(e['operand']), ...(e['path'] as unknown[])];
    default:
      return e.kind;
  }
}

describe('expressions bind', () => {
  test.each([
    ['a or b and c', ['or', 'a', ['and', 'b', 'c']]],
    ['not a = 1 and b', ['and', ['not', ['=', 'a', 1]], 'b']],
    ['!ispresent(a) or b', ['or', ['not', ['ispresent()', 'a']], 'b']],
    ['a + b * c ^ 2 > 1', ['>', ['+', 'a', ['*', 'b', ['^', 'c', 2]]], 1]],
    ['2 ^ 3 ^ 2 = x', ['=', ['^', 2, ['^', 3, 2]], 'x']],
    ['a - b - c', ['-', ['-', 'a', 'b'], 'c']],
    ['-a * 2', ['*', ['-', 'a'], 2]],
    ['(a or b) and c', ['and', ['or', 'a', 'b'], 'c']],
    ['a NOT LIKE "x"', ['not like', 'a', '"x"']],
    ['a =~ /x\\/y/i', ['=~', 'a', '/x\\/y/i']],
    ['a in [1, "b"]', ['in', 'a', 1, '"b"']],
    ['a not in ["b"]', ['not in', 'a', '"b"']],
    ['status in[200]', ['in', 'status', 200]],
    ['a == 1', ['=', 'a', 1]],
    ['a / b > 1', ['>', ['/', 'a', 'b'], 1]],
    ['a like /b/ and c like /d/', ['and', ['like', 'a', '/b/'], ['like', 'c', '/d/']]],
    ['jsonParse(a).b[1].c = 2', ['=', ['access', ['jsonParse()', 'a'], 'b', 1, 'c'], 2]],
    ['count (*) > 1', ['>', ['count()', 'star'], 1]],
    ['bin(30 minutes) > x', ['>', ['bin()', '30 minute'], 'x']],
    ['a = -5', ['=', 'a', ['-', 5]]],
    ['a = .5', ['=', 'a', 0.5]],
    ['a = 1e-3', ['=', 'a', 0.001]],
    ['a = TRUE', ['=', 'a', true]],
    ['x = https://a.b/c?d=1', ['=', 'x', '"https://a.b/c?d=1"']],
    ['x = $var and y in ${list}', ['and', ['=', 'x', '$var'], ['in', 'y', '${list}']]],
    ['x = {{level}}', ['=', 'x', '{{level}}']],
  ])('%s', (text, expected) => {
    expect(condition(text)).toEqual(expected);
  });
});

describe('names', () => {
  test.each([
    ['`foo-bar`', 'foo-bar', ['foo-bar'], true],
    ['@`aws.tag.aws:x`', '@aws.tag.aws:x', ['@aws.tag.aws:x'], true],
    ['a.`b.c`.d', 'a.b.c.d', ['a', 'b.c', 'd'], true],
    ['items.0.id', 'items.0.id', ['items', '0', 'id'], false],
    ['users[1].action', 'users[1].action', ['users', 1, 'action'], false],
    ['a[0][1]', 'a[0][1]', ['a', 0, 1], false],
    ['@@example.com', '@@example.com', ['@@example', 'com'], false],
    ['größe', 'größe', ['größe'], false],
    ['5xx', '5xx', ['5xx'], false],
  ])('%s is %s', (text, name, path, quoted) => {
    const command = only(`dedup ${text}`);
    expect(command).toMatchObject({
      kind: 'dedup',
      fields: [{ kind: 'field', name, path, quoted }],
    });
  });
});

test('strings keep the backslashes of patterns and lose those before quotes', () => {
  expect(condition(String.raw`a = "x\"y\d\\"`)).toEqual(['=', 'a', `"x"y\\d\\"`]);
});

test('every node stands where it says', () => {
  const text = 'fields a, b as c # note\n| filter (d > 5)';
  const { query } = parse(text);
  const [fields, filter] = query.commands;
  expect(fields && text.slice(fields.from, fields.to)).toBe('fields a, b as c');
  expect(filter && text.slice(filter.from, filter.to)).toBe('filter (d > 5)');
  expect(query.comments).toMatchObject([{ text: 'note' }]);
});

describe('after a mistake it goes on', () => {
  test('and reports the mistakes of every command', () => {
    const { query, diagnostics } = parse(
      'filter a = "x\n| stats count(* by bin(5m)\n| sort n desk\n| limit x',
    );
    expect(diagnostics.map(({ code, from }) => [code, from])).toEqual([
      ['insights/unterminated-string', 11],
      ['insights/syntax', 30],
      ['insights/syntax', 50],
      ['insights/syntax', 63],
    ]);
    expect(query.commands.map(({ kind }) => kind)).toEqual(['filter', 'stats', 'sort', 'limit']);
  });

  test('a forgotten pipe costs nothing but itself', () => {
    const { query, diagnostics } = parse('fields @message\nfilter a = 1\n| limit 5');
    expect(diagnostics).toMatchObject([
      { code: 'insights/missing-pipe', fix: { replacement: '| ' } },
    ]);
    expect(query.commands.map(({ kind }) => kind)).toEqual(['fields', 'filter', 'limit']);
  });

  test('a forgotten quote ends where the next line begins with a pipe', () => {
    const { query } = parse('filter a = "x\n| stats count(*) by b');
    expect(query.commands.map(({ kind }) => kind)).toEqual(['filter', 'stats']);
  });
});

describe('odd, but published by the vendor itself: no error', () => {
  test.each([
    'filter x = 1 | sort by x desc',
    'filter a == "b"',
    'filter referrer= http://34.250.27.141/ and method= "GET"',
    'FIELDS @message | FILTER a IN ["b"] | STATS COUNT(*) BY c',
    '# a comment in front\nfields @timestamp',
    'fields @timestamp | limit 10 | sort @timestamp desc',
    'filter !ispresent(x)',
    'parse @message /user=(?<user2>.*?),\n  method:(?<method2>.*?)/ | stats count(*) by user2',
    'filter requestParameters.instancesSet.items.0.instanceId="i-abcde123"',
    'stats count(*) by duration as time | sort time desc',
    'filter @type = "REPORT" |\n stats avg(@duration) by bin(5m)',
    'fields @timestamp, @message |',
    'stats avg(x) by bin(5 min)',
    'fields a | head 20',
  ])('%s', (text) => {
    expect(parse(text).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('slips of published queries are found', () => {
  test.each([
    ['stats count(*) by `detail-type', 'unterminated-name'],
    ['filter a = "b', 'unterminated-string'],
    ['stats count(*) as HitCountby dstPort', 'syntax'],
    ['stats count(*) as n by a | order n desc', 'unknown-command'],
    ['stat count(*) by a', 'unknown-command'],
    ['filter errorCode exists', 'syntax'],
    ['filter a = “b”', 'typographic-quote'],
    ['filter a = 1 && b = 2', 'syntax'],
    ['fields a || b', 'syntax'],
    ['filter a = 1 | | limit 3', 'empty-command'],
    ['filter (a = 1', 'unclosed-bracket'],
    ['filter a = 1)', 'unexpected-bracket'],
    ['filter a like /b', 'unterminated-regex'],
    ['fields a, ', 'syntax'],
    ['filter a =! 1', 'syntax'],
    ['sort desc', 'syntax'],
  ])('%s', (text, code) => {
    expect(parse(text).diagnostics.map((d) => [d.severity, d.code])).toContainEqual([
      'error',
      `insights/${code}`,
    ]);
  });
});

test('a command that nobody knows is a warning: the vendor adds some', () => {
  expect(parse('fields a | geoplot b').diagnostics).toMatchObject([
    { code: 'insights/unknown-command', severity: 'warning' },
  ]);
});
