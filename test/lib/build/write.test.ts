import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeResources } from '../../../scripts/lib/build/write.ts';
import type { Resource } from '../../../scripts/lib/state/resource.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'build-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const folder: Resource = { kind: 'folder', uid: 'f', title: 'F' };
const board = (uid: string): Resource => ({
  kind: 'dashboard',
  uid,
  title: uid,
  folderUid: 'f',
  model: { uid, title: uid, b: 1, a: [{ z: 1, y: 2 }] },
});

describe('writing what was built', () => {
  it('makes one file a resource, with its keys in order', async () => {
    expect(await writeResources(directory, [folder, board('x')])).toEqual([
      'dashboards/x.json',
      'folders/f.json',
    ]);
    expect(await readFile(path.join(directory, 'dashboards/x.json'), 'utf8')).toBe(
      '{\n  "a": [\n    {\n      "y": 2,\n      "z": 1\n    }\n  ],\n  "b": 1,\n  "title": "x",\n  "uid": "x"\n}\n',
    );
  });

  it('removes what is no longer built, and nothing that somebody else put there', async () => {
    await writeResources(directory, [board('old'), board('kept')]);
    await writeFile(path.join(directory, 'dashboards/notes.json'), '{}');
    await writeResources(directory, [board('kept')]);
    expect((await readdir(path.join(directory, 'dashboards'))).toSorted()).toEqual([
      'kept.json',
      'notes.json',
    ]);
  });

  it('removes nothing outside its folder, whatever its list says', async () => {
    const outside = `${directory}-outside.json`;
    await writeFile(outside, 'mine');
    await writeFile(
      path.join(directory, '.built.json'),
      JSON.stringify([`../${path.basename(outside)}`, '/etc/hosts']),
    );
    await writeResources(directory, [board('x')]);
    expect(await readFile(outside, 'utf8')).toBe('mine');
    await rm(outside);
  });

  it('leaves no half-written file and says where it could not write', async () => {
    const file = path.join(directory, 'file');
    await writeFile(file, '');
    await chmod(file, 0o444);
    await expect(writeResources(path.join(file, 'below'), [board('x')])).rejects.toThrow(
      `cannot write to ${path.join(file, 'below')} (ENOTDIR).`,
    );
  });
});
