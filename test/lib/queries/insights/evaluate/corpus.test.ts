import { describe, expect, it } from '@jest/globals';
import fc from '../../../../support/property.ts';
import {
  MalformedQuery,
  NotEvaluatedHere,
} from '../../../../../scripts/lib/queries/insights/evaluate/errors.ts';
import { corpus } from '../language/corpus.ts';
import { events, run } from './run.ts';

const LOG = events(
  { status: 500, requestId: 'r1', bytes: 12, srcAddr: '10.0.0.1', list: [1, { a: 'b' }] },
  'user=ann, method:GET, latency := 3',
  '2026-11-20 09:00:03,741 - root - ERROR - x',
);
const OTHERS = { read: () => LOG, lookupTable: () => [{ id: '1', cidr: '10.0.0.0/8' }] };

/** What a query ends in: `Complete`, or the name of a refusal. Anything else is thrown on. */
function outcomeOf(query: string): string {
  try {
    return run(query, LOG, OTHERS).status;
  } catch (error) {
    if (error instanceof MalformedQuery || error instanceof NotEvaluatedHere) return error.name;
    throw error;
  }
}

describe('queries that the vendor publishes', () => {
  it('run, but for the few whose answer is documented nowhere', () => {
    const refused = corpus.filter(({ query }) => outcomeOf(query) !== 'Complete');
    expect(refused.length / corpus.length).toBeLessThan(0.08);
  });
});

describe('any query and any event', () => {
  const words = corpus.flatMap(({ query }) => query.split(/(\s+|[|(),])/)).filter((w) => w !== '');
  const anyQuery = fc.oneof(
    fc.array(fc.constantFrom(...words), { maxLength: 20 }).map((parts) => parts.join(' ')),
    fc
      .tuple(fc.constantFrom(...corpus), fc.nat(), fc.constantFrom(...words))
      .map(([{ query }, at, word]) => {
        const place = at % (query.length + 1);
        return `${query.slice(0, place)}${word}${query.slice(place)}`;
      }),
  );

  it('end in a result or a refusal that says why', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(['Complete', 'MalformedQuery', 'NotEvaluatedHere']).toContain(outcomeOf(query));
      }),
      { numRuns: 300 },
    );
  });

  it('end so whatever the message is', () => {
    const anyMessage = fc.oneof(fc.string({ unit: 'binary' }), fc.json());
    const queries = [
      'fields jsonParse(@message) as j | display j.a.b, a.b.c, strlen(@message), upper.__proto__',
      'parse @message logfmt as lf | parse @message csv as a, b | stats count(*) by a, b, lf.x',
      'parse @message "*: *" as k, v | sort v desc | dedup k',
      'pattern @message',
      'expand list | stats values(list), count_distinct(@message)',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...queries), anyMessage, (query, message) => {
        expect(run(query, events(message)).status).toBe('Complete');
      }),
      { numRuns: 200 },
    );
  });
});
