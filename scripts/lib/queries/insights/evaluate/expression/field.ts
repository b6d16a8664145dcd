import type { FieldReference } from '../../ast.ts';
import { discoveredField } from '../fields/json-fields.ts';
import { isLambdaField, lambdaField } from '../fields/lambda-fields.ts';
import { SYSTEM_FIELDS } from '../fields/system-fields.ts';
import type { QueryContext } from '../context.ts';
import type { Scope } from '../scope.ts';
import type { Evaluator } from '../evaluator.ts';
import { isList, isStructure, type Value } from '../values.ts';

type Path = FieldReference['path'];

/** The canonical spelling of a path: segments joined by dots, indexes in brackets. */
const nameOf = (path: Path): string =>
  path.reduce<string>(
    (name, part) =>
      typeof part === 'number' ? `${name}[${part}]` : name === '' ? part : `${name}.${part}`,
    '',
  );

/**
 * A reader of a field: a computed field of that name, an attribute of a computed map or list (`json.users[1].name`, counted from 0),
 * a field of a joined side, a system field, or a discovered field; null where there is none.
 */
export function compileField(
  field: Pick<FieldReference, 'name' | 'path'>,
  scope: Scope,
  context: QueryContext,
): Evaluator {
  const slot = scope.slots.get(field.name);
  if (slot !== undefined) return (row) => row.values[slot] ?? null;
  return (
    attributeOf(field.path, scope) ??
    fieldOfSide(field.path, scope, context) ??
    (scope.ofEvents ? fieldOfEvent(field.name, context) : () => null)
  );
}

function attributeOf(path: Path, scope: Scope): Evaluator | null {
  for (let length = path.length - 1; length > 0; length--) {
    const slot = scope.slots.get(nameOf(path.slice(0, length)));
    if (slot === undefined) continue;
    const rest = path.slice(length);
    return (row) => within(row.values[slot] ?? null, rest);
  }
  return null;
}

/** Steps into a structure; null where a step leads nowhere. */
export function within(value: Value, path: Path): Value {
  let current = value;
  for (const part of path) {
    if (!isStructure(current)) return null;
    if (isList(current)) current = current[Number(part)] ?? null;
    else current = Object.hasOwn(current, String(part)) ? (current[String(part)] ?? null) : null;
  }
  return current;
}

function fieldOfSide(path: Path, scope: Scope, context: QueryContext): Evaluator | null {
  const [alias, ...rest] = path;
  const side = scope.sides.get(String(alias));
  if (side === undefined || rest.length === 0) return null;
  const read = compileField({ name: nameOf(rest), path: rest }, side.scope, context);
  return (row) => {
    const other = side.rowOf(row);
    return other === null ? null : read(other);
  };
}

function fieldOfEvent(name: string, { accountId }: QueryContext): Evaluator {
  const system = SYSTEM_FIELDS.get(name);
  if (system !== undefined)
    return ({ event }) => (event === null ? null : system(event, accountId));
  if (isLambdaField(name))
    return ({ event }) => (event === null ? null : lambdaField(event.message, name));
  return (row) => {
    const { document } = row;
    const value = document === null ? null : (discoveredField(document, name) ?? null);
    // A number of a log is text that looks like one: it is shown as it was written.
    return typeof value === 'number' ? String(value) : value;
  };
}
