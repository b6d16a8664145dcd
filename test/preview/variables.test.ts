import { describe, expect, it } from '@jest/globals';
import type { VariableModel } from '../../preview/src/model/dashboard.ts';
import { ALL, optionsFrom, startSelection } from '../../preview/src/model/variables.ts';

describe('options of a query', () => {
  it('are what the regular expression captures, without duplicates, sorted', () => {
    const model = { name: 'task', type: 'query', regex: '/.*\\/(?<value>[0-9a-f]+)$/', sort: 1 };
    expect(optionsFrom(['arn/b7', 'arn/0f', 'arn/b7', 'nothing!'], model)).toEqual([
      { text: '0f', value: '0f' },
      { text: 'b7', value: 'b7' },
    ]);
  });

  it('are left as they are by an expression that captures nothing, and split by one that captures all over', () => {
    const texts = (regex: string): string[] =>
      optionsFrom(['web-1 web-2', 'db-1'], { name: 'host', type: 'query', regex }).map(
        (o) => o.value,
      );
    expect(texts('/web/')).toEqual(['web-1 web-2']);
    expect(texts('/(web-\\d)/')).toEqual(['web-1']);
    expect(texts('/(web-\\d)/g')).toEqual(['web-1', 'web-2']);
    expect(texts('db-.')).toEqual(['db-1']);
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
    expect(startSelection(model, options, ['b']).value).toEqual([ALL]);
    expect(startSelection(model, options, ['b'], true).value).toEqual(['b']);
    expect(
      startSelection({ ...model, includeAll: false, current: { value: [ALL] } }, options, undefined)
        .value,
    ).toEqual(['a']);
    expect(startSelection(model, options, undefined)).toEqual({ text: ['All'], value: [ALL] });
  });
});
