import type { JsonObject } from '../../state/resource.ts';
import { constraint, invalidParameter } from './aws-error.ts';

/** The text of a member; undefined when it is absent. Throws InvalidParameterException for another type. */
export function textMember(body: JsonObject, member: string): string | undefined {
  const value = body[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalidParameter(`${member} must be a string`);
  return value;
}

export function requiredText(body: JsonObject, member: string): string {
  const value = textMember(body, member);
  if (value === undefined || value === '') throw constraint(member, value ?? 'null', 'not be null');
  return value;
}

/** A whole number within bounds; undefined when it is absent. */
export function numberMember(
  body: JsonObject,
  member: string,
  least = 0,
  most = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const value = body[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw invalidParameter(`${member} must be a whole number`);
  if (value < least)
    throw constraint(member, value, `have value greater than or equal to ${least}`);
  if (value > most) throw constraint(member, value, `have value less than or equal to ${most}`);
  return value;
}

export function textsMember(body: JsonObject, member: string): readonly string[] | undefined {
  const value = body[member];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw invalidParameter(`${member} must be a list of strings`);
  return value;
}

/** Where a list goes on: a position in an opaque text. */
export const tokenOf = (position: number): string =>
  Buffer.from(`next:${position}`).toString('base64url');

export function positionOf(body: JsonObject, member = 'nextToken'): number {
  const token = textMember(body, member);
  if (token === undefined) return 0;
  const match = /^next:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (match === null) throw invalidParameter(`The specified ${member} is invalid.`);
  return Number(match[1]);
}
