import type * as t from '@babel/types';
import { nodesIn, spanOf, type Node, type SourceFile } from './syntax.ts';

/** One `.method(args)` of a builder chain. */
export interface ChainLink {
  readonly name: string;
  readonly call: t.CallExpression;
  /** From the end of what stands before it (line break and indentation included) to its closing bracket. */
  readonly start: number;
  /** The same without comments: from the line break right before its dot. */
  readonly bareStart: number;
  readonly end: number;
}

/** A builder and all that is called on it: `timeSeries('Title').unit('s').min(0)`. */
export interface Chain {
  readonly source: SourceFile;
  /** The call that makes the builder. */
  readonly root: t.CallExpression | t.NewExpression;
  readonly links: readonly ChainLink[];
  /** The whole expression. */
  readonly node: Node;
}

/** The chain that begins with the call at an offset, as a stack trace names it: the callee, or its last name. */
export function chainAt(source: SourceFile, offset: number): Chain | undefined {
  let root: Chain['root'] | undefined;
  for (const [node] of nodesIn(source.program)) {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') continue;
    const { callee } = node;
    const name = callee.type === 'MemberExpression' ? callee.property : callee;
    // The calls of a chain all begin where it begins: the innermost makes the builder.
    if ([node, callee, name].some((one) => spanOf(one).start === offset)) root = node;
  }
  return root && chainFrom(source, root);
}

/** The chain that grows out of a call. */
export function chainFrom(source: SourceFile, root: Chain['root']): Chain {
  const links: ChainLink[] = [];
  let node: Node = root;
  for (;;) {
    const member = source.parents.get(node);
    if (member?.type !== 'MemberExpression' || member.object !== node) break;
    const call = source.parents.get(member);
    if (call?.type !== 'CallExpression' || call.callee !== member) break;
    if (member.property.type !== 'Identifier') break;
    const { end } = spanOf(node);
    const lead = source.text.slice(end, spanOf(member.property).start).replace(/\??\.\s*$/, '');
    const bareStart = end + lead.trimEnd().length;
    const { name } = member.property;
    links.push({ name, call, start: end, bareStart, end: spanOf(call).end });
    node = call;
  }
  return { source, root, links, node };
}

/** The name of the exported function or constant that a node stands in. */
export function exportedNameAround(source: SourceFile, node: Node): string | undefined {
  for (let at: Node | undefined = node; at; at = source.parents.get(at)) {
    if (at.type === 'VariableDeclarator' && at.id.type === 'Identifier') {
      const statement = source.parents.get(source.parents.get(at) ?? at);
      if (statement?.type === 'ExportNamedDeclaration') return at.id.name;
    }
    if (at.type === 'FunctionDeclaration' && at.id) return at.id.name;
  }
  return undefined;
}

/** The chains in a file that begin with a call of a function of another file: `service.availability(view).span(4)`. */
export function chainsOfCallsTo(source: SourceFile, name: string): Chain[] {
  const chains: Chain[] = [];
  for (const [node] of nodesIn(source.program)) {
    if (node.type !== 'CallExpression') continue;
    const { callee } = node;
    const called =
      callee.type === 'Identifier'
        ? callee.name
        : callee.type === 'MemberExpression' && callee.object.type === 'Identifier'
          ? callee.property.type === 'Identifier' && callee.property.name
          : undefined;
    if (called === name) chains.push(chainFrom(source, node));
  }
  return chains;
}
