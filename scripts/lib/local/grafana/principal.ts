import type { Role } from '../store/records.ts';
import type { Store } from '../store/store.ts';

/** Who makes a request. */
export interface Principal {
  readonly kind: 'user' | 'service-account' | 'api-key';
  readonly id: number;
  readonly uid: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** The role that a service account has by now, when `role` is a remembered one. */
  readonly storedRole?: Role;
  readonly isGrafanaAdmin: boolean;
}

/** How records name who made them: `user:1`, `service-account:3`, `api-key:2`. */
export const principalKey = (principal: Principal): string => `${principal.kind}:${principal.id}`;

/** The principal that a record names, if it is still there. */
export function principalOf(store: Store, key: string): Principal | undefined {
  const [kind, id = ''] = key.split(':');
  if (kind === 'user') {
    const user = store.users.get(id);
    return user && { ...user, kind };
  }
  if (kind === 'service-account') {
    const account = store.serviceAccounts.get(id);
    return account && { ...account, kind, isGrafanaAdmin: false };
  }
  return undefined;
}
