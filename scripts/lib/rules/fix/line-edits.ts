import { nodesIn, spanOf, type SourceFile } from '../../source/syntax.ts';
import type { TextEdit } from '../../source/edits.ts';

/**
 * Ways to replace the lines in which two texts differ inside the templates of a file, where each line may stand deeper than in
 * the text that is made of it. Only lines that mean the same in a template as outside.
 */
export function lineEdits(source: SourceFile, before: string, after: string): TextEdit[] {
  const { removed, added } = changedLines(before, after);
  const old = removed.map((line) => line.trim()).join('\n');
  if (old === '' || /[\\`]|\$\{/.test(added.join(''))) return [];
  const edits: TextEdit[] = [];
  for (const [node] of nodesIn(source.program)) {
    if (node.type !== 'TemplateElement') continue;
    const { start, end } = spanOf(node);
    const text = source.text.slice(start, end);
    const pattern = new RegExp(
      removed.map((line) => escaped(line.trim())).join('\\s*\\n\\s*'),
      'g',
    );
    const [match, ...more] = text.matchAll(pattern);
    if (!match || more.length > 0) continue;
    const indent = /[ \t]*$/.exec(text.slice(0, match.index))?.[0] ?? '';
    const base = /^\s*/.exec(removed[0] ?? '')?.[0].length ?? 0;
    const lines = added.map((line, index) =>
      index === 0 ? line.trim() : indent + line.slice(base),
    );
    const from = start + match.index;
    edits.push({
      file: source.file,
      start: from,
      end: from + match[0].length,
      text: lines.join('\n'),
    });
  }
  return edits;
}

function changedLines(before: string, after: string): { removed: string[]; added: string[] } {
  const [old, made] = [before.split('\n'), after.split('\n')];
  let top = 0;
  while (top < Math.min(old.length, made.length) && old[top] === made[top]) top++;
  let bottom = 0;
  while (
    bottom < Math.min(old.length, made.length) - top &&
    old.at(-1 - bottom) === made.at(-1 - bottom)
  )
    bottom++;
  return {
    removed: old.slice(top, old.length - bottom),
    added: made.slice(top, made.length - bottom),
  };
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
