import { describe, expect, it } from '@jest/globals';
import {
  ALL,
  interpolate,
  optionsFrom,
  startSelection,
  type Variable,
} from '../../preview/src/model/variables.ts';
import type { VariableModel } from '../../preview/src/model/dashboard.ts';

const variable = (
  model: Partial<VariableModel>,
  values: string[],
  selected: string | string[],
): Variable => ({
  model: { name: 'task', type: 'query', ...model },
  options: values.map((v) => ({ text: v, value: v })),
  selected: { text: selected, value: selected },
});

describe('a reference to a variable', () => {
  const two = [variable({ multi: true }, ['a.b', 'c'], ['a.b', 'c'])];
  it.each([
    ['$task', 'promql', '(a\\\\.b|c)'],
    ['${task}', 'glob', '{a.b,c}'],
    ['[[task]]', 'text', 'a.b + c'],
    ['${task:regex}', 'promql', '(a\\.b|c)'],
    ['${task:pipe}', 'promql', 'a.b|c'],
    ['${task:csv}', 'text', 'a.b,c'],
    ['${task:json}', 'text', '["a.b","c"]'],
    ['${task:queryparam}', 'text', 'var-task=a.b&var-task=c'],
    ['$other stays, and so does $__interval', 'promql', '$other stays, and so does $__interval'],
  ] as const)('%s as %s is %s', (text, format, expected) => {
    expect(interpolate(text, { variables: two }, format)).toBe(expected);
  });

  it('to "All" is every option, or the value that stands for all, unescaped', () => {
    const all = variable({ multi: true, includeAll: true }, ['a', 'b'], [ALL]);
    expect(interpolate('$task', { variables: [all] }, 'promql')).toBe('(a|b)');
    const custom = variable({ multi: true, includeAll: true, allValue: '.*' }, ['a', 'b'], [ALL]);
    expect(interpolate('${task:regex}', { variables: [custom] }, 'promql')).toBe('.*');
  });

  it('is the one value of a repeat inside its panel', () => {
    expect(
      interpolate(
        '$task',
        { variables: two, scope: { task: { text: 'c', value: 'c' } } },
        'promql',
      ),
    ).toBe('c');
  });
});

describe('options of a query', () => {
  it('are what the regular expression captures, without duplicates, sorted', () => {
    const model = { name: 'task', type: 'query', regex: '/.*\\/(?<value>[0-9a-f]+)$/', sort: 1 };
    expect(optionsFrom(['arn/b7', 'arn/0f', 'arn/b7', 'nothing!'], model)).toEqual([
      { text: '0f', value: '0f' },
      { text: 'b7', value: 'b7' },
    ]);
  });

  it('start with what the address asks for, else what is stored, else all', () => {
    const model: VariableModel = {
      name: 'task',
      type: 'query',
      includeAll: true,
      multi: true,
      current: { value: ['gone'] },
    };
    const options = [{ text: 'a', value: 'a' }];
    expect(startSelection(model, options, ['a']).value).toEqual(['a']);
    expect(startSelection(model, options, undefined)).toEqual({ text: ['All'], value: [ALL] });
  });
});
