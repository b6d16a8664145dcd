import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../cli/make-folder.ts';
import { UserError } from '../cli/user-error.ts';
import type { Json, JsonObject, Resource } from '../state/resource.ts';

/** Where a kind's files go. */
const FOLDERS = {
  folder: 'folders',
  datasource: 'datasources',
  'library-panel': 'library-panels',
  dashboard: 'dashboards',
  'alert-rule-group': 'alert-rule-groups',
} as const;

/** Names what the last build wrote, so that the next one removes what is no longer built, and nothing else. */
const MANIFEST = '.built.json';

/**
 * Writes each resource to `<directory>/<kind>s/<uid>.json`: keys in a fixed order, so that the same content gives the same bytes.
 * A file whose content is the same is left alone. @returns the paths, relative to the directory, sorted.
 * @throws UserError when the directory cannot be written
 */
export async function writeResources(
  directory: string,
  resources: readonly Resource[],
): Promise<string[]> {
  const files = new Map(resources.map((resource) => [fileOf(resource), textOf(resource)]));
  try {
    const before = await manifestOf(directory);
    for (const [file, text] of files) await writeAtomically(path.join(directory, file), text);
    for (const file of before.filter((name) => !files.has(name)))
      await rm(path.join(directory, file), { force: true });
    const names = [...files.keys()].toSorted();
    await writeAtomically(path.join(directory, MANIFEST), `${JSON.stringify(names, null, 2)}\n`);
    return names;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError(`cannot write to ${directory} (${code ?? message}).`, {
      suggestions: [['npm run build -- --out DIR', 'write somewhere else']],
      cause: error,
    });
  }
}

/** The JSON that a resource is built to. */
export const textOf = (resource: Resource): string =>
  `${JSON.stringify(sorted(bodyOf(resource)), null, 2)}\n`;

function bodyOf(resource: Resource): JsonObject {
  switch (resource.kind) {
    case 'folder':
      return {
        uid: resource.uid,
        title: resource.title,
        ...(resource.parentUid && { parentUid: resource.parentUid }),
      };
    case 'datasource':
      return { uid: resource.uid, ...resource.model };
    case 'library-panel':
      return {
        uid: resource.uid,
        name: resource.title,
        folderUid: resource.folderUid,
        kind: 1,
        model: resource.model,
      };
    default:
      return resource.model;
  }
}

const fileOf = (resource: Resource): string =>
  `${FOLDERS[resource.kind]}/${resource.uid.replaceAll('/', '__')}.json`;

/** The same value with the keys of every object in order. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
}

async function manifestOf(directory: string): Promise<string[]> {
  try {
    const names: unknown = JSON.parse(await readFile(path.join(directory, MANIFEST), 'utf8'));
    const ours = /^[a-z-]+\/[^/\\]+\.json$/;
    return Array.isArray(names)
      ? names.filter((name): name is string => typeof name === 'string' && ours.test(name))
      : [];
  } catch {
    return [];
  }
}

async function writeAtomically(file: string, text: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return;
  makeFolder(path.dirname(path.resolve(file)));
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
