import { randomBytes } from 'node:crypto';
import { hashOf, newUid } from './grafana/keys.ts';
import type { Role, UserRecord } from './store/records.ts';
import type { Store } from './store/store.ts';

/** The person that a fresh Grafana has. */
export const ADMIN = { login: 'admin', password: 'admin' } as const;

/** What a fresh workspace holds: its id, and the person `admin`. */
export function seed(store: Store, now: number): void {
  if (!store.facts.has('workspaceId'))
    store.facts.put('workspaceId', { value: `g-${randomBytes(5).toString('hex')}` });
  if (store.users.size === 0)
    addUser(store, { ...ADMIN, email: 'admin@localhost', name: '', role: 'Admin' }, now);
  store.commit();
}

export interface NewUser {
  readonly login: string;
  readonly password: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

export function addUser(store: Store, user: NewUser, now: number): UserRecord {
  const id = store.nextId('user');
  return store.users.put(String(id), {
    id,
    uid: newUid(true),
    login: user.login,
    email: user.email,
    name: user.name,
    role: user.role,
    isGrafanaAdmin: user.login === ADMIN.login,
    passwordHash: hashOf(user.password),
    created: now,
  });
}
