import { expect, it } from '@jest/globals';
import { locateThrown } from '../../../scripts/lib/rules/locate-thrown.ts';

const text = `const a = insights\`
  fields x
  | sort y dsc\`;
const b = insights\`
  fields z
  | sort y dsc\`;
`;
const query = 'fields z\n| sort y dsc';
const from = query.indexOf('dsc');
const finding = {
  code: 'insights/syntax',
  severity: 'error',
  message: 'Unexpected "dsc".',
  query: { text: query, from, to: from + 3 },
} as const;
const sources = [{ file: 'dashboards/queries.ts', text }];
const errorAt = (frame: string): Error => {
  const error = new Error('wrong');
  error.stack = `Error: wrong\n    at insights (/r/scripts/lib/builder.ts:1:1)\n    at ${frame}\n`;
  return error;
};

it('finds the line after the place at which the query was made, where others have the same', () => {
  expect(
    locateThrown([finding], errorAt('/r/dashboards/queries.ts:4:11'), sources, '/r'),
  ).toMatchObject([{ file: 'dashboards/queries.ts', line: 6, column: 12 }]);
});

it('knows nothing of what was thrown elsewhere', () => {
  expect(locateThrown([finding], errorAt('/r/scripts/x.ts:4:11'), sources, '/r')).toBeUndefined();
});
