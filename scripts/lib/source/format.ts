import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Changed files in the repository's own format, where they had it before and prettier is installed: an edit must neither
 * break the lint nor format what was left alone on purpose.
 */
export async function formatted(
  files: ReadonlyMap<string, string>,
  root: string,
): Promise<Map<string, string>> {
  const prettier = await import('prettier').catch(() => undefined);
  const result = new Map(files);
  if (!prettier) return result;
  for (const [file, text] of files) {
    const filepath = path.join(root, file);
    const options = { ...(await prettier.resolveConfig(filepath)), filepath };
    if (await prettier.check(await readFile(filepath, 'utf8'), options))
      result.set(file, await prettier.format(text, options));
  }
  return result;
}
