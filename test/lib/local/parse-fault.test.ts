import { describe, expect, it } from '@jest/globals';
import { parseFault } from '../../../scripts/lib/local/faults/parse.ts';

describe('a fault as it is typed', () => {
  it.each([
    ['throttle 20%', { kind: 'throttle', percent: 20 }],
    [
      'throttle on aws:DescribeWorkspace',
      { kind: 'throttle', on: 'aws', action: 'DescribeWorkspace' },
    ],
    [
      'reset-after next 1 on POST /api/dashboards/db',
      { kind: 'reset-after', next: 1, method: 'POST', path: '/api/dashboards/db' },
    ],
    ['slow 500 after 3', { kind: 'slow', milliseconds: 500, after: 3 }],
  ])('%s', (spec, fault) => {
    expect(parseFault(spec)).toEqual(fault);
  });

  it.each(['gremlins', 'throttle often', 'slow next', 'throttle next many'])(
    'refuses %s',
    (spec) => {
      expect(() => parseFault(spec)).toThrow(/fault/);
    },
  );
});
