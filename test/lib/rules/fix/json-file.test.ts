import { describe, expect, it } from '@jest/globals';
import { checkDashboard, emptyCoverage } from '../../../../scripts/lib/rules/check-dashboard.ts';
import { QueryChecker } from '../../../../scripts/lib/rules/check-query.ts';
import { fixJson } from '../../../../scripts/lib/rules/fix/json-file.ts';

const fix = (text: string) =>
  fixJson(text, (dashboard) =>
    checkDashboard(dashboard, new QueryChecker(), undefined, emptyCoverage(), true),
  );

const board = (...panels: string[]): string => `{
  "title": "Board", "schemaVersion": 39,
  "panels": [
${panels.map((panel) => `    ${panel}`).join(',\n')}
  ]
}
`;
const panel = (id: string, title: string, expr = 'up'): string =>
  `{ ${id}"type": "stat", "title": "${title}",   "targets": [{"refId": "A", "datasource": {"type": "prometheus"}, "expr": ${JSON.stringify(expr)}}] }`;

describe('repairs of a dashboard file', () => {
  it('number the second of two panels with one id, and those without, and leave every other id', () => {
    const { text, count } = fix(
      board(
        panel('"id": 7, ', 'a'),
        panel('"id": 7, ', 'b'),
        panel('', 'c'),
        panel('"id": 3, ', 'd'),
      ),
    );
    expect(text).toBe(
      board(
        panel('"id": 7, ', 'a'),
        panel('"id": 8, ', 'b'),
        panel('"id": 9, ', 'c'),
        panel('"id": 3, ', 'd'),
      ),
    );
    expect(count).toBe(2);
  });

  it('do not stumble over a name that JSON may give twice and JavaScript may not', () => {
    const twice = '{"__proto__": 1, "__proto__": 2, ';
    const two = board(panel('"id": 7, ', 'a'), panel('"id": 7, ', 'b')).replace('{', twice);
    expect(fix(two).text).toBe(two.replace(panel('"id": 7, ', 'b'), panel('"id": 8, ', 'b')));
  });

  it('reach panels in rows, in envelopes and in the second schema', () => {
    const inRow =
      '{"id":1,"type":"row","title":"R","panels":[{"id":2,"type":"text"},{"id":1,"type":"text"}]}';
    expect(fix(`{"dashboard": ${board(inRow)}, "meta": {}}`).text).toContain(
      '{"id":3,"type":"text"}',
    );
    const element = (id: number): string =>
      `{"kind":"Panel","spec":{"id":${id},"title":"P","vizConfig":{"kind":"VizConfig","group":"text","spec":{}}}}`;
    const item = (name: string): string =>
      `{"kind":"GridLayoutItem","spec":{"x":0,"y":0,"width":12,"height":8,"element":{"kind":"ElementReference","name":"${name}"}}}`;
    const v2 = `{"apiVersion":"dashboard.grafana.app/v2","kind":"Dashboard","metadata":{"name":"b"},"spec":{"title":"B","elements":{"a":${element(4)},"b":${element(4)}},"layout":{"kind":"GridLayout","spec":{"items":[${item('a')},${item('b')}]}}}}`;
    expect(fix(v2).text).toBe(v2.replace(`"b":${element(4)}`, `"b":${element(5)}`));
  });

  it.each([
    ['rate(x_total[$__interval])', 'rate(x_total[$__rate_interval])'],
    [
      'sum  by(a)( rate(x_total{b=~"c"}[$__interval]) )/2',
      'sum by (a) (rate(x_total{b="c"}[$__rate_interval])) / 2',
    ],
    ['x_total{a=~"b", c=~"d"}', 'x_total{a="b", c="d"}'],
  ])('write %s as %s, however many passes it takes', (before, after) => {
    const of = (expr: string): string => board(panel('"id": 1, ', 'p', expr));
    expect(fix(of(before)).text).toBe(of(after));
  });

  it('find nothing to do the second time, and keep a file byte for byte where there is nothing', () => {
    const once = fix(board(panel('', 'a', 'sum( up )'), panel('', 'b'))).text;
    expect(fix(once)).toEqual({ text: once, count: 0 });
    const odd = '{"title":"\\u0042oard",\t"schemaVersion": 39.0, "panels": []}\r\n';
    expect(fix(odd)).toEqual({ text: odd, count: 0 });
  });

  it('never touch a text that only looks like a query', () => {
    const text = board(
      `{"id": 1, "type": "text", "title": "sum( up )", "options": {"content": "sum( up )"}}`,
      panel('"id": 2, ', 'p', 'sum( up )'),
    );
    expect(fix(text).text).toBe(text.replace('"expr": "sum( up )"', '"expr": "sum(up)"'));
  });

  it('write a log query a command a line', () => {
    const target = (expression: string): string =>
      board(
        `{"id": 1, "type": "logs", "targets": [{"datasource": {"type": "cloudwatch"}, "queryMode": "Logs", "expression": ${JSON.stringify(expression)}}]}`,
      );
    expect(fix(target('fields @message|limit 5')).text).toBe(target('fields @message\n| limit 5'));
  });

  it('leave a file alone that is nested deeper than any dashboard', () => {
    const open = '{"type":"row","title":"r","panels":[';
    const text = `{"title":"T","schemaVersion":39,"panels":[${open.repeat(5000)}${']}'.repeat(5000)}]}`;
    expect(fix(text)).toEqual({ text, count: 0 });
  });

  it.each(['', 'no json', '[]', '{"panels": 5}', 'null'])('leave %j alone', (text) => {
    expect(fix(text)).toEqual({ text, count: 0 });
  });
});
