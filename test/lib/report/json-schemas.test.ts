import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { jsonSchemas } from '../../../scripts/lib/report/json-schemas.ts';

/** UPDATE_SCHEMAS=1 writes them anew after a field was added. */
const FOLDER = 'docs/schemas';
if (process.env['UPDATE_SCHEMAS']) {
  mkdirSync(FOLDER, { recursive: true });
  for (const [file, text] of jsonSchemas()) writeFileSync(`${FOLDER}/${file}`, text);
}

test.each([...jsonSchemas()])('%s is what the command prints', (file, text) => {
  expect(JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))).toEqual(JSON.parse(text));
});
