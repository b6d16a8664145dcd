import { expect, test } from '@jest/globals';
import { folderFaults } from '../../../scripts/lib/state/folder-faults.ts';
import type { Resource } from '../../../scripts/lib/state/resource.ts';

const folder = (uid: string, parentUid?: string): Resource => ({
  kind: 'folder',
  uid,
  title: uid.toUpperCase(),
  ...(parentUid !== undefined && { parentUid }),
});
const chain = (length: number): Resource[] =>
  Array.from({ length }, (_, n) => folder(`f${n}`, n === 0 ? undefined : `f${n - 1}`));

test.each([
  ['a folder at the top is right everywhere', [folder('a')], '9.4', []],
  [
    '9.4 would put a folder in a folder at the top without a word',
    [folder('a'), folder('b', 'a')],
    '9.4',
    ['folder "B" is in the folder "a": Grafana 9.4 has no folders in folders.'],
  ],
  ['10.4 takes it', [folder('a'), folder('b', 'a')], '10.4', []],
  ['five deep is the deepest', chain(5), '12.4', []],
  [
    'six deep is refused before anything is written',
    chain(6),
    '12.4',
    ['folder "F5" is 6 folders deep: Grafana takes 5.'],
  ],
  [
    'folders in each other are refused',
    [folder('a', 'b'), folder('b', 'a')],
    '12.4',
    ['folder "A" is in itself.', 'folder "B" is in itself.'],
  ],
])('%s', (_, resources, version, faults) => {
  expect(folderFaults(resources, version)).toEqual(faults);
});
