import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SourceProject } from '../../../scripts/lib/source/project.ts';
import { writeOver } from '../../../scripts/lib/source/write-over.ts';

let root = '';
beforeEach(async () => (root = await mkdtemp(path.join(tmpdir(), 'write-over-'))));
afterEach(() => rm(root, { recursive: true, force: true }));
const save = (file: string, text: string): Promise<void> => writeFile(path.join(root, file), text);
const read = (file: string): Promise<string> => readFile(path.join(root, file), 'utf8');
const options = () => ({ root, again: 'npm run check -- --fix' });
const rewrite = (file: string) => ({ file, before: 'was', after: 'is' });

describe('a change of sources that was shown to a person', () => {
  it('is written into the files that it was made from', async () => {
    await save('a.ts', 'was');
    writeOver([rewrite('a.ts')], options());
    expect(await read('a.ts')).toBe('is');
  });

  it('is written into none of them when one was saved meanwhile, and says which and what to type', async () => {
    await save('a.ts', 'was');
    await save('b.ts', "a person's");
    expect(() => writeOver(['a.ts', 'b.ts', 'gone.ts'].map(rewrite), options())).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('in the meantime; nothing was written'),
        details: ['b.ts', 'gone.ts'],
        suggestions: [['npm run check -- --fix', expect.any(String)]],
      }),
    );
    expect(await read('a.ts')).toBe('was');
    expect(await read('b.ts')).toBe("a person's");
  });

  it('is made from each file as it was read first, whatever is saved while it is made', async () => {
    await save('a.ts', 'export const id = 5;\n');
    const project = new SourceProject(root);
    project.source('a.ts');
    await save('a.ts', '// mine\nexport const id = 5;\n');
    project.accept([{ file: 'a.ts', start: 18, end: 19, text: '6' }]);
    expect([...project.before]).toEqual([['a.ts', 'export const id = 5;\n']]);
    expect([...project.changed]).toEqual([['a.ts', 'export const id = 6;\n']]);
  });
});
