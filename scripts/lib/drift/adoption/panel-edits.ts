import type * as t from '@babel/types';
import {
  chainAt,
  chainFrom,
  chainsOfCallsTo,
  exportedNameAround,
  type Chain,
} from '../../source/chain.ts';
import type { Candidate } from '../../source/edits.ts';
import type { SourceQuestion } from './source-question.ts';
import type { Node } from '../../source/syntax.ts';

/** The link of the dashboard's chain that puts in what an expression makes: `.withPanel(service.availability(view))`. */
function linkAround({
  source,
  node,
}: Chain): { start: number; bareStart: number; end: number } | undefined {
  const call = source.parents.get(node);
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  const { callee } = call;
  if (callee.property.type !== 'Identifier' || !/^with(Panel|Row)$/.test(callee.property.name))
    return undefined;
  const chain = chainFrom(source, rootOf(callee.object));
  const link = chain.links.find((one) => one.call === call);
  return link;
}

/** The call that a chain begins with. */
function rootOf(node: Node): t.CallExpression | t.NewExpression {
  let at: Node = node;
  while (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') {
    const { object } = at.callee;
    if (object.type !== 'CallExpression' && object.type !== 'NewExpression') break;
    at = object;
  }
  if (at.type !== 'CallExpression' && at.type !== 'NewExpression')
    throw new Error('a builder chain begins with a call');
  return at;
}

export function panelRemovalEdits(usage: Chain): Candidate[] {
  const link = linkAround(usage);
  return link
    ? [[{ file: usage.source.file, start: link.bareStart, end: link.end, text: '' }]]
    : [];
}

/** Puts the line of a panel after that of its new predecessor, or before that of its successor. */
export function panelOrderEdits(
  usage: Chain,
  panelId: number,
  question: SourceQuestion,
): Candidate[] {
  const link = linkAround(usage);
  const neighbours = question.neighbours(panelId);
  if (!link || !neighbours) return [];
  const { file, text } = usage.source;
  const moved = text.slice(link.start, link.end);
  const cut = { file, start: link.start, end: link.end, text: '' };
  const insertAt = (offset: number): Candidate => [
    cut,
    { file, start: offset, end: offset, text: moved },
  ];
  return [
    ...linksOf(neighbours.previous, question, file).map(({ end }) => insertAt(end)),
    ...linksOf(neighbours.next, question, file).map(({ start }) => insertAt(start)),
  ];
}

function linksOf(
  panelId: number | undefined,
  { project, uid, locate }: SourceQuestion,
  file: string,
): { start: number; end: number }[] {
  const place = panelId === undefined ? undefined : locate(uid, panelId);
  const own = place && chainAt(project.source(place.file), project.offsetOf(place));
  const name = own && exportedNameAround(own.source, own.root);
  if (name === undefined) return [];
  return chainsOfCallsTo(project.source(file), name).flatMap((usage) => linkAround(usage) ?? []);
}
