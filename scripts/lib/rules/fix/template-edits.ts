import { nodesIn, spanOf, type SourceFile } from '../../source/syntax.ts';
import type { Candidate } from '../../source/edits.ts';

/**
 * Ways to change the spaces of a text inside the template that makes it: `sum( ${x} )`, whose parts stand around values that are
 * put in. One candidate a template: its parts with the new spaces.
 */
export function templateEdits(source: SourceFile, before: string, after: string): Candidate[] {
  const moved = movedBy(before, after);
  if (!moved) return [];
  const candidates: Candidate[] = [];
  for (const [node] of nodesIn(source.program)) {
    if (node.type !== 'TemplateLiteral' || node.expressions.length === 0) continue;
    const parts = node.quasis.map((quasi) => quasi.value.cooked ?? '');
    const match = new RegExp(
      parts.map((part) => `(${escaped(part)})`).join('[\\s\\S]*?'),
      'd',
    ).exec(before);
    const edits = (match?.indices ?? []).slice(1).flatMap((indices, index) => {
      const [from, to] = indices ?? [0, 0];
      const [part, quasi] = [parts[index] ?? '', node.quasis[index]];
      const text = after.slice(moved(from), moved(to));
      const isPlain = quasi !== undefined && quasi.value.raw === part && !/[\\`]|\$\{/.test(text);
      return text === part || !isPlain ? [] : [{ file: source.file, ...spanOf(quasi), text }];
    });
    if (edits.length > 0) candidates.push(edits);
  }
  return candidates;
}

/** Where an offset of a text stands in the other, which has the same words and other spaces; undefined where it has not. */
function movedBy(before: string, after: string): ((offset: number) => number) | undefined {
  if (before.replace(/\s/g, '') !== after.replace(/\s/g, '')) return undefined;
  const offsets = Array.from(after.matchAll(/\S/g), ({ index }) => index);
  const counts = Array.from(before, (char) => (/\S/.test(char) ? 1 : 0));
  return (offset) => {
    const count = counts.slice(0, offset).reduce<number>((sum, each) => sum + each, 0);
    // Spaces belong to what stands before them.
    return offset === 0
      ? 0
      : offset >= before.length
        ? after.length
        : (offsets[count] ?? after.length);
  };
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
