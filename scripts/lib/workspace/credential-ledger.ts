import type { TokenSource } from '../grafana/http.ts';
import type { Role } from './control-plane.ts';
import type { Credential, CredentialIssuer } from './credential.ts';
import { AwsFailure, userErrorOf } from './aws-failure.ts';

/** A credential that could not be revoked, and why. */
export interface LeftCredential {
  readonly name: string;
  readonly reason: string;
}

/** Every credential of a run: minted when first needed, minted again when the workspace refuses one, all revoked at the end. */
export class CredentialLedger {
  readonly #issuer: CredentialIssuer;
  readonly #stop: AbortSignal;
  readonly #open = new Set<Credential>();
  #revoking: Promise<readonly LeftCredential[]> | undefined;
  #minting = new Set<Promise<unknown>>();
  /** How many have been revoked. */
  revoked = 0;
  /** Those that outlive the run, until they expire by themselves. */
  left: readonly LeftCredential[] = [];

  constructor(issuer: CredentialIssuer, stop: AbortSignal) {
    this.#issuer = issuer;
    this.#stop = stop;
  }

  /** Tokens of one role. */
  source(role: Role): TokenSource {
    let current: Promise<string> | undefined;
    return {
      current: () => (current ??= this.#mint(role)),
      renew: async (refused) => {
        // Of several requests that were refused together the first one mints.
        if ((await current) === refused) current = this.#mint(role);
        return (await current) ?? '';
      },
    };
  }

  async #mint(role: Role): Promise<string> {
    this.#stop.throwIfAborted();
    // A read that still runs when another has failed must not mint behind the back of the revocation.
    if (this.#revoking) throw new Error('The run has ended: no credential is minted any more.');
    const minting = this.#issuer.mint(role, (credential) => this.#open.add(credential));
    this.#minting.add(minting);
    try {
      return (await minting).secret;
    } catch (error) {
      throw error instanceof AwsFailure ? userErrorOf(error) : error;
    } finally {
      this.#minting.delete(minting);
    }
  }

  /** Revokes all that were asked for. Never throws: what could not be revoked is in `left`. */
  revokeAll(): Promise<readonly LeftCredential[]> {
    this.#revoking ??= this.#revokeAll();
    return this.#revoking;
  }

  async #revokeAll(): Promise<readonly LeftCredential[]> {
    // A mint in flight is waited for: its credential would otherwise appear after the last look.
    await Promise.allSettled(this.#minting);
    // Beside the revocations, so that it costs no time; told to stop, only what is this run's own is done.
    const swept = this.#open.size > 0 && !this.#stop.aborted ? this.#issuer.sweep?.() : undefined;
    // What is left is swept by the next run: no reason to call this one failed.
    swept?.catch(() => undefined);
    const results = await Promise.all(
      [...this.#open].map(async (credential): Promise<LeftCredential[]> => {
        try {
          await credential.revoke();
          this.revoked++;
          return [];
        } catch (error) {
          return [
            {
              name: credential.name,
              reason: error instanceof Error ? error.message : String(error),
            },
          ];
        }
      }),
    );
    await Promise.allSettled([swept]);
    this.left = results.flat();
    return this.left;
  }
}
