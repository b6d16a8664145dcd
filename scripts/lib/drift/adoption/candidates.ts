import type { Difference } from '../../plan/plan.ts';
import type { SourceLocation } from '../../state/content.ts';
import { isObject } from '../../state/json.ts';
import type { Json } from '../../state/resource.ts';
import { chainAt, chainsOfCallsTo, exportedNameAround, type Chain } from '../../source/chain.ts';
import type { Candidate } from '../../source/edits.ts';
import { literalEdits, stringLiteral } from '../../source/literals.ts';
import { callEdits, methodEdits } from './method-edits.ts';
import type { SourceProject } from '../../source/project.ts';
import { panelOrderEdits, panelRemovalEdits } from './panel-edits.ts';
import type { SourceQuestion } from './source-question.ts';
import { nodesIn, spanOf, type Node, type SourceFile } from '../../source/syntax.ts';

/** House helpers and machinery serve every dashboard: an edit of one of them is not adopted there. */
const isContent = (file: string): boolean =>
  !file.startsWith('scripts/') && !file.includes('node_modules/') && !file.includes('/house/');

/** A text of this length stands in few places: it may be looked for in every file of the content. */
const TELLING = 12;

/**
 * Ways to write a difference into the code, likeliest first. None of them is sure: whoever uses one builds the code anew and
 * keeps it only when the difference is gone and nothing else has changed.
 */
export function* candidatesFor(
  difference: Difference,
  question: SourceQuestion,
): Generator<Candidate> {
  const { project, uid, locate } = question;
  const { before, after, panelId } = difference;
  const place = panelId === undefined ? locate(uid) : locate(uid, panelId);
  const own = place && isContent(place.file) ? chainIn(project, place) : undefined;
  const usages = own ? usagesOf(own, question) : [];
  if (panelId !== undefined && isWholePanel(difference)) {
    if (difference.what === 'removed') yield* usages.flatMap(panelRemovalEdits);
    if (difference.what === 'moved')
      yield* usages.flatMap((usage) => panelOrderEdits(usage, panelId, question));
    return;
  }
  if (!own) return;
  if (difference.path.at(-1) === 'size') {
    yield* sizeEdits(difference, [...usages, own]);
    return;
  }
  if (difference.path[0] === 'tag') yield* tagEdits(own, before, after);
  const pairs = before !== undefined && after !== undefined ? leaves(before, after) : [];
  function* literalsIn(roots: readonly Root[]): Generator<Candidate> {
    for (const [from, to] of pairs)
      for (const { source, node } of roots)
        for (const edit of literalEdits(source, node, from, to)) yield [edit];
  }
  const property = difference.pointer.split('/').at(-1) ?? '';
  const { near, referred } = rootsOf(own, usages, difference, project);
  yield* literalsIn(near);
  // What the chain does not say itself, the house does, and the chain can say otherwise: that is tried before the many
  // texts of everything that the chain refers to, which for a whole dashboard are all of its panels and queries.
  const isSaid = own.links.some(({ name }) => name === property);
  if (!isSaid) yield* methodEdits(own, property, after);
  if (property === 'current') yield* variableDefaultEdits(own, difference);
  yield* literalsIn(referred);
  if (isSaid) yield* methodEdits(own, property, after);
  // A chain shared by several panels is told apart where it is used.
  for (const usage of usages) yield* methodEdits(usage, property, after);
  if (typeof before === 'string' && typeof after === 'string' && before.length >= TELLING)
    for (const file of question.inputs.filter(isContent)) {
      const source = project.source(file);
      for (const edit of literalEdits(source, source.program, before, after)) yield [edit];
    }
}

/**
 * The default of a variable: said to the builder that is put into the dashboard where the code says none; where it goes
 * back to the first of the values, one of the texts beside it.
 */
function* variableDefaultEdits(
  own: Chain,
  { path: [label], before, after }: Difference,
): Generator<Candidate> {
  const { source } = own;
  for (const { call } of own.links) {
    const [variable] = call.arguments;
    if (!variable) continue;
    const texts = [...nodesIn(variable)].flatMap(([node]) =>
      node.type === 'StringLiteral' ? [node] : [],
    );
    if (!texts.some(({ value }) => `variable ${value}` === label)) continue;
    const chain = chainAt(source, spanOf(variable).start);
    if (chain && typeof after === 'string')
      yield* callEdits(chain, 'current', { text: after, value: after });
    for (const text of after === undefined ? texts.filter(({ value }) => value === before) : [])
      for (const { value } of texts)
        yield [{ file: source.file, ...spanOf(text), text: stringLiteral(value) }];
  }
}

const chainIn = (project: SourceProject, place: SourceLocation): Chain | undefined =>
  chainAt(project.source(place.file), project.offsetOf(place));

const isWholePanel = ({ what, pointer, path }: Difference): boolean =>
  /\/panels\/\d+(\/gridPos)?$/.test(pointer) && path.at(-1) !== 'size' && what !== 'changed';

/** Where the function that makes the panel is called. */
function usagesOf(own: Chain, { project, inputs }: SourceQuestion): Chain[] {
  const name = exportedNameAround(own.source, own.root);
  if (name === undefined) return [];
  return inputs.filter(isContent).flatMap((file) => chainsOfCallsTo(project.source(file), name));
}

interface Root {
  readonly source: SourceFile;
  readonly node: Node;
}

/** What may hold the value: the method of the property first, then the whole chain; and what it refers to. */
function rootsOf(
  own: Chain,
  usages: readonly Chain[],
  { pointer, path }: Difference,
  project: SourceProject,
): { near: Root[]; referred: Root[] } {
  const words = [...pointer.split('/'), ...path.slice(-1).flatMap((word) => word.split(' '))];
  const named = [...usages, own].flatMap((chain) =>
    chain.links
      .filter(({ name }) => words.includes(name))
      .flatMap(({ call }) => call.arguments.map((node) => ({ source: chain.source, node }))),
  );
  const whole = [own, ...usages].map(({ source, node }) => ({ source, node }));
  const referred = project
    .definitions(own.source, own.node)
    .filter(({ source }) => isContent(source.file));
  return { near: [...named, ...whole], referred };
}

/** The plain values that differ inside two values. */
function leaves(before: Json, after: Json): [Json, Json][] {
  if (!isObject(before) || !isObject(after)) return [[before, after]];
  return Object.keys(before).flatMap((key) => {
    const [left, right] = [before[key], after[key]];
    return left === undefined || right === undefined || left === right ? [] : leaves(left, right);
  });
}

/** `8×8` to `12×8`: at the place where the panel is put into the dashboard, else where it is made. */
function* sizeEdits({ before, after }: Difference, chains: readonly Chain[]): Generator<Candidate> {
  const [[w0, h0], [w1, h1]] = [sizeOf(before), sizeOf(after)];
  for (const chain of chains) {
    const width = w0 === w1 ? [[]] : callEdits(chain, 'span', w1);
    const height = h0 === h1 ? [[]] : callEdits(chain, 'height', h1);
    for (const a of width) for (const b of height) yield mergeInserts([...a, ...b]);
  }
}

/** Two calls added at one place are one insertion: their order must not be left to chance. */
function mergeInserts(edits: Candidate): Candidate {
  const [a, b] = edits;
  return a && b && a.start === b.start && a.end === b.end
    ? [{ ...a, text: a.text + b.text }]
    : edits;
}

function sizeOf(size: Json | undefined): [number, number] {
  const [w = 0, h = 0] = String(size).split('×').map(Number);
  return [w, h];
}

/** A tag put into, or taken out of, a list of texts. */
function* tagEdits(
  { source, node }: Chain,
  before: Json | undefined,
  after: Json | undefined,
): Generator<Candidate> {
  for (const [list] of nodesIn(node)) {
    if (list.type !== 'ArrayExpression') continue;
    const items = list.elements.filter((item) => item?.type === 'StringLiteral');
    if (items.length !== list.elements.length || items.length === 0) continue;
    const last = spanOf(items.at(-1) ?? list).end;
    if (typeof after === 'string')
      yield [{ file: source.file, start: last, end: last, text: `, ${stringLiteral(after)}` }];
    const index = items.findIndex((item) => item.value === before);
    const [previous, gone, next] = [items[index - 1], items[index], items[index + 1]];
    if (!gone) continue;
    const start = previous ? spanOf(previous).end : spanOf(gone).start;
    const end = previous || !next ? spanOf(gone).end : spanOf(next).start;
    yield [{ file: source.file, start, end, text: '' }];
  }
}
