import { hashOf } from './grafana/keys.ts';
import type { Person } from './local-workspace.ts';
import { addUser } from './seed.ts';
import type { Store } from './store/store.ts';

/** Makes a person, or gives the one with this login the password, role and name. */
export function addPerson(store: Store, person: Person, now: number): void {
  const { login, password = login, role = 'Editor', name = login } = person;
  const known = store.users.find((user) => user.login === login);
  if (known)
    store.users.put(String(known.id), { ...known, role, name, passwordHash: hashOf(password) });
  else addUser(store, { login, password, role, name, email: `${login}@localhost` }, now);
  store.commit();
}
