import type { CidrLookupCommand, LookupColumn, LookupCommand } from '../../ast.ts';
import { keyOf } from '../comparison.ts';
import { MalformedQuery, NotEvaluatedHere } from '../errors.ts';
import { isIn, subnetOf } from '../functions/ip-address.ts';
import type { Row } from '../row.ts';
import { perRow } from '../sink.ts';
import type { Stage } from '../stage.ts';
import { toText, type JsonMap } from '../values.ts';

/** Adds columns of the first table row whose match columns all equal the event's. CWL_QuerySyntax-Lookup.html */
export function compileLookup(command: LookupCommand, stage: Stage): void {
  const rows = tableOf(command, stage);
  const reads = command.matches.map(({ field }) => stage.expression(field));
  const index = new Map<string, JsonMap>();
  for (const row of rows.toReversed())
    index.set(
      JSON.stringify(command.matches.map(({ column }) => keyOf(row[column.name] ?? null))),
      row,
    );
  enrich(command, stage, (row) => index.get(JSON.stringify(reads.map((read) => keyOf(read(row))))));
}

/** Adds columns of the table row with the narrowest range that holds the address. CWL_QuerySyntax-Cidrlookup.html */
export function compileCidrLookup(command: CidrLookupCommand, stage: Stage): void {
  const rows = tableOf(command, stage);
  const read = stage.expression(command.ip);
  const column = command.cidrColumn?.name ?? cidrColumnOf(rows);
  const ranges = rows
    .flatMap((row) => {
      const cidr = toText(row[column] ?? null) ?? '';
      const block = subnetOf(cidr);
      return block === null ? [] : [{ row, block, length: Number(cidr.split('/')[1]) }];
    })
    .toSorted((a, b) => b.length - a.length);
  enrich(command, stage, (row) => {
    const address = toText(read(row)) ?? '';
    return ranges.find(({ block }) => isIn(block, address))?.row;
  });
}

/** Without a name, the column in which ranges stand. */
function cidrColumnOf(rows: readonly JsonMap[]): string {
  const isRange = (value: unknown): boolean =>
    typeof value === 'string' && subnetOf(value) !== null;
  return Object.entries(rows[0] ?? {}).find(([, value]) => isRange(value))?.[0] ?? '';
}

function tableOf(
  { table }: LookupCommand | CidrLookupCommand,
  { context }: Stage,
): readonly JsonMap[] {
  const name = table.kind === 'string' ? table.value : table.kind === 'field' ? table.name : null;
  if (name === null) throw new MalformedQuery('lookup wants the name of a table', table);
  if (context.lookupTable === undefined)
    throw new NotEvaluatedHere('lookup', 'no lookup tables were given');
  const rows = context.lookupTable(name);
  if (rows === undefined) throw new MalformedQuery(`Lookup table ${name} does not exist`, table);
  return rows;
}

/** OUTPUT overwrites, with null where nothing was found; OUTPUTNEW fills what is absent. */
function enrich(
  { mode, outputs }: { readonly mode: string; readonly outputs: readonly LookupColumn[] },
  stage: Stage,
  find: (row: Row) => JsonMap | undefined,
): void {
  const targets = outputs.map(({ column, field }) => {
    const old = stage.reader(field);
    return { column: column.name, old, slot: stage.scope.define(field.name), name: field.name };
  });
  for (const { name } of targets) stage.showMade(name);
  stage.links.push(
    perRow((row, next) => {
      const found = find(row);
      const values = targets.map(({ column, old }) => {
        const value = found?.[column] ?? null;
        return mode === 'outputnew' ? (old(row) ?? value) : value;
      });
      targets.forEach(({ slot }, i) => (row.values[slot] = values[i] ?? null));
      next.push(row);
    }),
  );
}
