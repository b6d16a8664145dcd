import type { Candidate } from '../../source/edits.ts';
import { chainAt, chainFrom, type Chain } from '../../source/chain.ts';
import { literalEdits } from '../../source/literals.ts';
import { SourceProject } from '../../source/project.ts';
import { rebuild, type ContentModule } from '../../source/rebuild.ts';
import { nodesIn, spanOf, type Node } from '../../source/syntax.ts';
import type { Content, ContentContext } from '../../state/content.ts';
import type { Resource } from '../../state/resource.ts';
import type { RawFinding } from '../raw-finding.ts';
import { lineEdits } from './line-edits.ts';
import { templateEdits } from './template-edits.ts';
import { changesOnlyRepairs } from './only-repairs.ts';

export interface SourceRepair {
  readonly module: ContentModule;
  readonly context: ContentContext;
  readonly locate: Content['locate'];
  readonly check: (resources: readonly Resource[]) => readonly RawFinding[];
  /** Whether somebody wants it repaired: no exception is written for it. */
  readonly isWanted: (finding: RawFinding) => boolean;
}

export interface SourceRepaired {
  /** New texts by file; not written yet. */
  readonly files: ReadonlyMap<string, string>;
  /** The same files as they were read. */
  readonly before: ReadonlyMap<string, string>;
  readonly repaired: readonly RawFinding[];
  /** What the repaired code makes. */
  readonly resources: readonly Resource[];
}

/** No finding is worth more builds than this. */
const MOST_TRIALS = 20;

/**
 * Writes repairs into TypeScript: each candidate edit of the syntax tree is built and checked anew, and kept only when the
 * finding is gone, none has come, and nothing but queries and ids has changed. What cannot be written so is left to a person.
 */
export async function fixSource(repair: SourceRepair): Promise<SourceRepaired> {
  const { module, context, check, isWanted } = repair;
  const project = new SourceProject(module.root);
  let code = await rebuild(module, new Map(), context);
  let findings = check(code.resources);
  const given = new Set<string>();
  const repaired: RawFinding[] = [];
  for (;;) {
    const next = findings.find(
      (each) => isRepairable(each) && isWanted(each) && !given.has(keyOf(each)),
    );
    if (!next) break;
    given.add(keyOf(next));
    for (const candidate of candidatesFor(next, repair, project, code.inputs).slice(
      0,
      MOST_TRIALS,
    )) {
      const built = await rebuild(module, project.preview(candidate), context).catch(
        () => undefined,
      );
      if (!built || !changesOnlyRepairs(code.resources, built.resources, next)) continue;
      const after = check(built.resources);
      if (!isBetter(findings, after)) continue;
      project.accept(candidate);
      repaired.push(next);
      code = built;
      findings = after;
      break;
    }
  }
  return { files: project.changed, before: project.before, repaired, resources: code.resources };
}

const isRepairable = ({ fix, query, newId }: RawFinding): boolean =>
  newId !== undefined || (query !== undefined && fix?.replacement !== undefined);

const keyOf = ({ code, uid, panel, message, query }: RawFinding): string =>
  JSON.stringify([code, uid, panel, message, query]);

/** Fewer findings, and none that was not there before. */
function isBetter(before: readonly RawFinding[], after: readonly RawFinding[]): boolean {
  const kindOf = ({ code, uid, panel }: RawFinding): string => JSON.stringify([code, uid, panel]);
  const counts = new Map<string, number>();
  for (const finding of before) counts.set(kindOf(finding), (counts.get(kindOf(finding)) ?? 0) + 1);
  for (const finding of after) counts.set(kindOf(finding), (counts.get(kindOf(finding)) ?? 0) - 1);
  return after.length < before.length && [...counts.values()].every((count) => count >= 0);
}

/** House helpers and machinery serve every dashboard. */
const isContent = (file: string): boolean =>
  !file.startsWith('scripts/') && !file.includes('node_modules/') && !file.includes('/house/');

function candidatesFor(
  finding: RawFinding,
  { locate }: SourceRepair,
  project: SourceProject,
  inputs: readonly string[],
): Candidate[] {
  const files = inputs.filter((file) => file.endsWith('.ts') && isContent(file));
  const { query, fix, newId, panelIndex, panelId, panel, uid } = finding;
  if (newId !== undefined && uid !== undefined) {
    const place = locate(uid, panelId, panelIndex);
    const made =
      place && isContent(place.file)
        ? chainAt(project.source(place.file), project.offsetOf(place))
        : undefined;
    return [made, titled(panel?.split(' › ').at(-1) ?? '', files, project)].flatMap((chain) =>
      chain ? idCandidates(chain, panelId, newId) : [],
    );
  }
  if (!query || fix?.replacement === undefined) return [];
  const { from = 0, to = from, replacement } = fix;
  const after = query.text.slice(0, from) + replacement + query.text.slice(to);
  return files.flatMap((file) => {
    const source = project.source(file);
    const single = [
      ...literalEdits(source, source.program, query.text, after),
      ...lineEdits(source, query.text, after),
    ];
    return [...single.map((edit) => [edit]), ...templateEdits(source, query.text, after)];
  });
}

/** The only chain of builders that gives this title. */
function titled(
  title: string,
  files: readonly string[],
  project: SourceProject,
): Chain | undefined {
  const chains = files.flatMap((file) => {
    const source = project.source(file);
    return Array.from(nodesIn(source.program)).flatMap(([node]) => {
      if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return [];
      if (
        node.type === 'CallExpression' &&
        node.callee.type === 'MemberExpression' &&
        node.callee.object.type !== 'Identifier'
      )
        return [];
      const chain = chainFrom(source, node);
      const texts = [
        node,
        ...chain.links.filter(({ name }) => name === 'title').map(({ call }) => call),
      ].map((call) => call.arguments[0]);
      return texts.some((text) => text?.type === 'StringLiteral' && text.value === title)
        ? [chain]
        : [];
    });
  });
  return chains.length === 1 ? chains[0] : undefined;
}

/** `{ id: 5 }` or `.id(5)` with another number, or `.id(5)` put in. */
function idCandidates(chain: Chain, before: number | undefined, after: number): Candidate[] {
  const { source, root, links } = chain;
  const { file } = source;
  if (before === undefined) {
    const { end } = spanOf(root);
    return [[{ file, start: end, end, text: `.id(${after})` }]];
  }
  const calls = [root, ...links.filter(({ name }) => name === 'id').map(({ call }) => call)];
  const values = calls
    .flatMap((call): readonly Node[] => call.arguments)
    .flatMap((argument): readonly Node[] =>
      argument.type === 'ObjectExpression' ? argument.properties.flatMap(idValue) : [argument],
    );
  return values
    .filter((value) => value.type === 'NumericLiteral' && value.value === before)
    .map((value) => [{ file, ...spanOf(value), text: String(after) }]);
}

const idValue = (property: Node): Node[] =>
  property.type === 'ObjectProperty' &&
  property.key.type === 'Identifier' &&
  property.key.name === 'id'
    ? [property.value]
    : [];
