import type { JsonObject } from '../../state/resource.ts';
import type { Role } from '../store/records.ts';
import { invalid } from './errors.ts';

/** A text field within its limits. */
export function textField(body: JsonObject, name: string, longest: number): string {
  const value = body[name];
  if (typeof value !== 'string' || value.length < 1 || value.length > longest)
    return invalid(name, `must have length between 1 and ${longest}`);
  return value;
}

const THIRTY_DAYS = 2_592_000;

export function secondsToLive(body: JsonObject): number {
  const value = body['secondsToLive'];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > THIRTY_DAYS)
    return invalid('secondsToLive', `must be between 1 and ${THIRTY_DAYS}`);
  return value;
}

const ROLES: Readonly<Record<string, Role>> = {
  ADMIN: 'Admin',
  EDITOR: 'Editor',
  VIEWER: 'Viewer',
};

export function roleField(body: JsonObject, name: string): Role {
  const value = body[name];
  const role = typeof value === 'string' ? ROLES[value] : undefined;
  return role ?? invalid(name, `must be one of ${Object.keys(ROLES).join(', ')}`);
}

export const awsRole = (role: Role): string => role.toUpperCase();
