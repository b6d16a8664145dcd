import type { Role } from './control-plane.ts';

/** A credential that has been asked for. It is on the ledger before AWS answers, so that it is revoked even if the answer is lost. */
export interface Credential {
  readonly name: string;
  readonly role: Role;
  /** Takes it back; one that was never made, or is gone already, counts as revoked. @throws AwsFailure */
  revoke(): Promise<void>;
}

export interface MintedCredential {
  readonly credential: Credential;
  readonly secret: string;
}

/** One way to get a temporary credential: a token of a lasting service account, or an API key. */
export interface CredentialIssuer {
  /** `announce` is called with the credential before AWS is asked for it. @throws AwsFailure or UserError */
  mint(role: Role, announce: (credential: Credential) => void): Promise<MintedCredential>;
  /** Takes away what runs that were killed have left, once it has expired: AWS counts it for its quota of 100. @throws AwsFailure */
  sweep?(): Promise<void>;
}

export interface CredentialNames {
  /** The project of environments.ts. */
  readonly project: string;
  readonly environment: string;
}

/** Seconds that a credential lives when nothing revokes it: longer than a publish takes, shorter than a coffee break. */
export const SECONDS_TO_LIVE = 900;

/** What all names that this project gives to credentials in an environment begin with. */
export const namePrefix = ({ project, environment }: CredentialNames): string =>
  `${project}-${environment}-`.slice(0, 60);

/** A name that no other run has: unique in a workspace, at most 100 characters (the limit of an API key). */
export const uniqueName = (names: CredentialNames, role: Role): string =>
  `${namePrefix(names)}${role.toLowerCase()}-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
