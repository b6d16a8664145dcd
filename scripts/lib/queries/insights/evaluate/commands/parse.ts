import type { JsonCommand, ParseCommand } from '../../ast.ts';
import { MalformedQuery } from '../errors.ts';
import type { Evaluator } from '../evaluator.ts';
import { within } from '../expression/field.ts';
import { parseStructure } from '../functions/json.ts';
import { csvValues, logfmtPairs } from '../parse/delimited.ts';
import { globExtractor, wildcardsOf, type Extractor } from '../parse/glob.ts';
import { compileRegexLiteral } from '../regex/compile-regex.ts';
import { perRow } from '../sink.ts';
import type { Stage } from '../stage.ts';
import { isStructure, toText } from '../values.ts';

/**
 * "If a log event doesn't match the specified pattern, you still see it in the results, but without the extracted fields."
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html
 */
export function compileParse(command: ParseCommand, stage: Stage): void {
  const read: Evaluator =
    command.field === undefined
      ? stage.reader({ name: '@message', path: ['@message'] })
      : stage.expression(command.field);
  if (command.mode === 'logfmt') compileLogfmt(command, read, stage);
  else if (command.mode === 'csv') compileColumns(command, read, stage, csvValues);
  else if (command.pattern?.kind === 'string')
    compileGlob(command, command.pattern.raw, read, stage);
  else if (command.pattern?.kind === 'regex') compileRegexMode(command, read, stage);
  else
    throw new MalformedQuery(
      'parse wants a pattern in quotes or slashes',
      command.pattern ?? command,
    );
}

function compileGlob(command: ParseCommand, pattern: string, read: Evaluator, stage: Stage): void {
  const wildcards = wildcardsOf(pattern);
  // AWS publishes `parse @message "tuples: " as rest`: what follows the text.
  if (wildcards === 0 && command.aliases.length === 1)
    return compileColumns(command, read, stage, globExtractor(`${pattern}*`));
  if (wildcards !== command.aliases.length)
    throw new MalformedQuery(
      `parse has ${wildcards} wildcards and ${command.aliases.length} aliases`,
      command.pattern,
    );
  compileColumns(command, read, stage, globExtractor(pattern));
}

/** The extracted values by their place. */
function compileColumns(
  { aliases }: ParseCommand,
  read: Evaluator,
  stage: Stage,
  extract: Extractor,
): void {
  const slots = aliases.map(({ name }) => define(name, stage));
  stage.links.push((next) => ({
    push: (row) => {
      const text = toText(read(row));
      const values = text === null ? null : extract(text);
      for (let i = 0; i < slots.length; i++) row.values[slots[i] as number] = values?.[i] ?? null;
      next.push(row);
    },
    finish: () => next.finish(),
  }));
}

function define(name: string, stage: Stage): number {
  stage.showMade(name);
  return stage.scope.define(name);
}

function compileLogfmt({ aliases, ...command }: ParseCommand, read: Evaluator, stage: Stage): void {
  const [alias] = aliases;
  if (alias === undefined) throw new MalformedQuery('parse logfmt wants an alias', command);
  const slot = define(alias.name, stage);
  stage.compute(slot, (row) => {
    const text = toText(read(row));
    return text === null ? null : logfmtPairs(text);
  });
}

/** Groups are fields by their names; aliases name them by their place. `multi`: a row for each match. */
function compileRegexMode(command: ParseCommand, read: Evaluator, stage: Stage): void {
  if (command.pattern?.kind !== 'regex') return;
  const { regex, groups } = compileRegexLiteral(command.pattern);
  const fields = groups.flatMap(({ name, index }, place) => {
    const field = command.aliases[place]?.name ?? name;
    return field === undefined ? [] : [{ slot: define(field, stage), index }];
  });
  const indexes = fields.map(({ index }) => index);
  const slots = fields.map(({ slot }) => slot);
  if (command.multi) return compileMulti(read, stage, regex, slots, indexes);
  stage.links.push((next) => ({
    push: (row) => {
      const text = toText(read(row));
      const match = text === null ? null : regex.exec(text);
      const { values } = row;
      for (let i = 0; i < slots.length; i++)
        values[slots[i] as number] = match?.[indexes[i] as number] ?? null;
      next.push(row);
    },
    finish: () => next.finish(),
  }));
}

function compileMulti(
  read: Evaluator,
  stage: Stage,
  { source, flags }: RegExp,
  slots: readonly number[],
  indexes: readonly number[],
): void {
  const everywhere = new RegExp(source, `${flags}g`);
  stage.links.push(
    perRow((row, next) => {
      const matches = [...(toText(read(row)) ?? '').matchAll(everywhere)];
      if (matches.length === 0) next.push(row);
      for (const match of matches) {
        const copy = row.copy();
        slots.forEach((slot, i) => (copy.values[slot] = match[indexes[i] ?? 0] ?? null));
        next.push(copy);
      }
    }),
  );
}

const STEPS = /([^.[\]]+)|\[(\d+)\]/g;

/** `json field=payload "user.name" as username`: an attribute of a structure, or of a text that spells one. */
export function compileJson({ field, paths }: JsonCommand, stage: Stage): void {
  const read = stage.reader(field ?? { name: '@message', path: ['@message'] });
  for (const { path, alias } of paths) {
    const steps = [...path.value.matchAll(STEPS)].map(([, key, index]) => key ?? Number(index));
    stage.compute(define(alias?.name ?? path.value, stage), (row) => {
      const value = read(row);
      const structure = isStructure(value) ? value : parseStructure(toText(value) ?? '');
      return within(structure, steps);
    });
  }
}
