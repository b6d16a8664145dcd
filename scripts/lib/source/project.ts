import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type * as t from '@babel/types';
import { applyEdits, type TextEdit } from './edits.ts';
import type { SourceLocation } from '../state/content.ts';
import { nodesIn, offsetAt, parseSource, type Node, type SourceFile } from './syntax.ts';

/** The files of a repository, read and parsed when first asked for, with edits that are not on disk yet. */
export class SourceProject {
  readonly root: string;
  readonly #originals = new Map<string, string>();
  readonly #texts = new Map<string, string>();
  readonly #accepted: (readonly TextEdit[])[] = [];
  readonly #parsed = new Map<string, SourceFile>();

  constructor(root: string) {
    this.root = root;
  }

  /** The files that were changed, with their new texts. */
  get changed(): ReadonlyMap<string, string> {
    return this.#texts;
  }

  /** The same files as they were read. */
  get before(): ReadonlyMap<string, string> {
    return new Map(Array.from(this.#texts.keys(), (file) => [file, this.original(file)]));
  }

  /** A file as it was when it was first asked for. */
  original(file: string): string {
    const known = this.#originals.get(file) ?? readFileSync(path.join(this.root, file), 'utf8');
    this.#originals.set(file, known);
    return known;
  }

  text(file: string): string {
    return this.#texts.get(file) ?? this.original(file);
  }

  source(file: string): SourceFile {
    const known = this.#parsed.get(file) ?? parseSource(file, this.text(file));
    this.#parsed.set(file, known);
    return known;
  }

  /** Where a place of the files on disk stands in the files as they are edited. */
  offsetOf(location: SourceLocation): number {
    let offset = offsetAt(this.original(location.file), location);
    for (const edits of this.#accepted) {
      const before = edits.filter(({ file, end }) => file === location.file && end <= offset);
      offset += before.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
    }
    return offset;
  }

  /** The texts with some edits made, the project itself unchanged. */
  preview(edits: readonly TextEdit[]): Map<string, string> {
    const texts = new Map(this.#texts);
    for (const file of new Set(edits.map((edit) => edit.file)))
      texts.set(
        file,
        applyEdits(
          this.text(file),
          edits.filter((edit) => edit.file === file),
        ),
      );
    return texts;
  }

  accept(edits: readonly TextEdit[]): void {
    this.#accepted.push(edits);
    for (const [file, text] of this.preview(edits)) {
      this.#texts.set(file, text);
      this.#parsed.delete(file);
    }
  }

  /** The definitions that names below a node refer to, in the same file or imported from another, followed three deep. */
  definitions(source: SourceFile, node: Node, depth = 3): { source: SourceFile; node: Node }[] {
    if (depth === 0) return [];
    const found: { source: SourceFile; node: Node }[] = [];
    for (const name of namesIn(node)) {
      const target = this.#resolve(source, name);
      if (!target || found.some((one) => one.node === target.node)) continue;
      found.push(target, ...this.definitions(target.source, target.node, depth - 1));
    }
    return found;
  }

  #resolve(
    source: SourceFile,
    [first, second]: readonly [string, string | undefined],
  ): { source: SourceFile; node: Node } | undefined {
    for (const statement of source.program.body) {
      if (statement.type !== 'ImportDeclaration') continue;
      for (const specifier of statement.specifiers) {
        if (specifier.local.name !== first) continue;
        const file = this.#fileOf(source.file, statement.source.value);
        if (file === undefined) return undefined;
        const imported =
          specifier.type === 'ImportNamespaceSpecifier'
            ? second
            : specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier'
              ? specifier.imported.name
              : undefined;
        const other = this.source(file);
        const node = imported === undefined ? undefined : definitionOf(other.program, imported);
        return node && { source: other, node };
      }
    }
    const node = definitionOf(source.program, first);
    return node && { source, node };
  }

  /** The file of a relative import; undefined for a package. */
  #fileOf(from: string, specifier: string): string | undefined {
    if (!specifier.startsWith('.')) return undefined;
    const file = path.posix.join(path.posix.dirname(from), specifier);
    return existsSync(path.join(this.root, file)) ? file : undefined;
  }
}

/** `name` and `name.property` as they are used below a node. */
function* namesIn(node: Node): Generator<readonly [string, string | undefined]> {
  for (const [one, parent] of nodesIn(node)) {
    if (one.type !== 'Identifier') continue;
    if (parent?.type === 'MemberExpression' && parent.object === one)
      yield [one.name, parent.property.type === 'Identifier' ? parent.property.name : undefined];
    else yield [one.name, undefined];
  }
}

/** What a name of a module's top level is defined as. */
function definitionOf(program: t.Program, name: string): Node | undefined {
  for (const statement of program.body) {
    const declaration =
      statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type === 'VariableDeclaration')
      for (const { id, init } of declaration.declarations)
        if (id.type === 'Identifier' && id.name === name && init) return init;
    if (declaration?.type === 'FunctionDeclaration' && declaration.id?.name === name)
      return declaration;
  }
  return undefined;
}
