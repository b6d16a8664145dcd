import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { UserError } from '../../cli/user-error.ts';
import { LARGEST_COMMENT } from './markdown.ts';
import { MARKER } from './sticky.ts';

/** What the build without secrets says of itself. A pull request can put anything into it: nothing here is believed. */
const factsSchema = z.strictObject({ quiet: z.boolean() });

export interface CommentArtifact {
  readonly body: string;
  /** No dashboard changed. */
  readonly quiet: boolean;
}

/** Reads `comment.md` and `facts.json` of a downloaded artifact as data: sizes and forms are checked, nothing is run. */
export async function readArtifact(folder: string): Promise<CommentArtifact> {
  const text = await readFile(path.join(folder, 'comment.md'), 'utf8').catch(() => {
    throw new UserError(`the artifact in ${folder} has no comment.md.`);
  });
  const facts = factsSchema.safeParse(
    JSON.parse(await readFile(path.join(folder, 'facts.json'), 'utf8').catch(() => '{}')),
  );
  if (!facts.success)
    throw new UserError(`facts.json of the artifact in ${folder} is not as expected.`);
  return { body: harmless(text), quiet: facts.data.quiet };
}

/** Mentions notify nobody, a second marker is none, and the size is GitHub's. */
function harmless(text: string): string {
  const clean = text
    .replaceAll(MARKER, '')
    .replace(/(^|[^\w`/])@(?=[A-Za-z0-9])/g, '$1@\u200B')
    .replace(/<!--[\s\S]*?-->/g, '');
  return clean.slice(0, LARGEST_COMMENT - MARKER.length - 1);
}
