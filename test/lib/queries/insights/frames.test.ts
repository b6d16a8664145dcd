import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  framesOf,
  logActionFrames,
  NotATime,
  startedFrame,
  stoppedFrame,
  type LogsAnswer,
} from '../../../../scripts/lib/queries/insights/frames.ts';

interface Case {
  readonly case: string;
  readonly target?: Target;
  readonly aws: readonly { readonly op: string; readonly answer: unknown }[];
  readonly response: { readonly status: number; readonly body: Body };
}
interface Target {
  readonly refId?: string;
  readonly statsGroups?: readonly string[];
  readonly type?: string;
  readonly subtype?: string;
  readonly region?: string;
}
interface Body {
  readonly results?: Record<string, { readonly frames?: readonly unknown[] }>;
}

const recorded = (version: string): readonly Case[] => {
  const file = new URL(`../../../recordings/cloudwatch/grafana-${version}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { data: readonly Case[] }).data;
};

const framesIn = ({ response }: Case): readonly unknown[] | undefined =>
  response.body.results?.['A']?.frames;

/** 9.4 leaves the type's version out. */
const withoutVersion = (frames: unknown): unknown =>
  JSON.parse(JSON.stringify(frames).replaceAll('"typeVersion":[0,0],', ''));

describe('frames of an answer', () => {
  const cases = recorded('12.2').filter((c) => c.target !== undefined && framesIn(c));

  it.each(
    cases.filter(({ target }) => target?.type === undefined).map((c) => [c.case, c] as const),
  )('are those of Grafana 12.2: %s', (_name, recording) => {
    const answer = recording.aws.at(-1)?.answer as LogsAnswer;
    const statsGroups = recording.target?.statsGroups ?? [];
    expect(framesOf(answer, { refId: 'A', statsGroups })).toEqual(framesIn(recording));
  });

  it.each(
    [...cases, ...recorded('9.4')]
      .filter(({ target }) => target?.type === 'logAction')
      .map((c) => [c.case, c] as const),
  )('are those that browsers poll for: %s', (_name, recording) => {
    const answer = recording.aws.at(-1)?.answer as LogsAnswer & {
      queryId: string;
      success: boolean;
    };
    const { subtype, region = '' } = recording.target ?? {};
    const frames =
      subtype === 'StartQuery'
        ? [startedFrame(answer.queryId, region, 'A')]
        : subtype === 'StopQuery'
          ? [stoppedFrame(answer.success, 'A')]
          : logActionFrames(answer, { refId: 'A' });
    expect(withoutVersion(frames)).toEqual(withoutVersion(framesIn(recording)));
  });
});

const answerOf = (...rows: readonly Record<string, string>[]): LogsAnswer => ({
  status: 'Complete',
  results: rows.map((row) => Object.entries(row).map(([field, value]) => ({ field, value }))),
});
const typesOf = (answer: LogsAnswer): unknown =>
  framesOf(answer, { refId: 'A' })[0]?.schema.fields.map(({ type }) => type);

describe('columns of a frame', () => {
  it('are numbers until the first value that is none, then text from the start', () => {
    const [frame] = framesOf(answerOf({ s: '200' }, { s: '-' }, { s: '404' }), { refId: 'A' });
    expect(frame?.data.values).toEqual([['200', '-', '404']]);
  });

  it('are times where Go would read one, the comma of a Python log included', () => {
    expect(typesOf(answerOf({ t: '2026-11-20 09:12:00,123', n: '1' }))).toEqual(['time', 'number']);
    expect(typesOf(answerOf({ t: '2026-11-20 09:12:00', n: ' 1' }))).toEqual(['string', 'string']);
    expect(typesOf(answerOf({ t: '2026-02-31 09:12:00.123', n: '0x1f' }))).toEqual([
      'string',
      'string',
    ]);
  });

  it('are given up with the whole answer when a time is followed by something else', () => {
    const answer = answerOf({ t: '2026-11-20 09:12:00.123', n: '1' }, { t: 'x', n: '1' });
    expect(() => framesOf(answer, { refId: 'A' })).toThrow(NotATime);
  });

  it('hide what Grafana added to find the line again', () => {
    const [frame] = framesOf(answerOf({ __log__grafana_internal__: '1:/a', x: 'y' }), {
      refId: 'A',
    });
    expect(frame?.schema.fields[0]?.config).toEqual({ custom: { hidden: true } });
  });

  it('keep infinities apart, which JSON has no word for', () => {
    const [frame] = framesOf(answerOf({ x: '1', y: 'a' }, { x: '-Inf', y: 'b' }), { refId: 'A' });
    expect(frame?.data).toEqual({
      values: [
        [1, null],
        ['a', 'b'],
      ],
      entities: [{ NegInf: [1] }, null],
    });
  });

  it('pass over rows with a time alone', () => {
    const [frame] = framesOf(answerOf({ '@timestamp': '2026-11-20 09:12:00.123' }, { x: 'y' }), {
      refId: 'A',
    });
    expect(frame?.data.values).toEqual([['y']]);
  });
});

describe('groups of a frame', () => {
  it('are named by all their values, and numbers as Go prints them', () => {
    const answer = answerOf(
      { 'bin(5m)': '2026-11-20 09:10:00.000', code: '1000000', path: '/', n: '1' },
      { 'bin(5m)': '2026-11-20 09:10:00.000', code: '200', path: '/x', n: '2' },
    );
    const frames = framesOf(answer, { refId: 'A', statsGroups: ['bin(5m)', 'code', 'path'] });
    expect(frames.map(({ schema }) => schema.name)).toEqual(['1e+06/', '200/x']);
    expect(frames[1]?.schema.fields[1]?.labels).toEqual({ code: '200', path: '/x' });
  });

  it('keep their column when a browser polls', () => {
    const answer = answerOf({ t: '2026-11-20 09:10:00.000', g: 'a', n: '1' });
    const [frame] = logActionFrames(answer, { refId: 'A', statsGroups: ['g'] });
    expect(frame?.schema.fields.map(({ name }) => name)).toEqual(['t', 'g', 'n']);
    expect(frame?.schema.name).toBe('a');
  });
});
