import type { Octokit } from '@octokit/rest';
import { ExitCode } from '../../cli/exit-code.ts';
import { UserError } from '../../cli/user-error.ts';
import type { PullState } from './remove-pulls.ts';

/** The part of Octokit that is used. */
export interface PullClient {
  readonly rest: { readonly pulls: Pick<Octokit['rest']['pulls'], 'get'> };
}

/**
 * Asks GitHub whether a pull request is open. One that it does not show (404) may be hidden from this token, and a GitHub that does not
 * answer says nothing: unknown. @throws UserError when the token is refused.
 */
export const pullStateOn =
  (client: PullClient, owner: string, repo: string): PullState =>
  async (pull) => {
    try {
      const { data } = await client.rest.pulls.get({ owner, repo, pull_number: pull });
      return data.state;
    } catch (error) {
      const { status } = error as { status?: unknown };
      if (status !== 401 && status !== 403) return 'unknown';
      throw new UserError(`GitHub refuses to show #${pull} of ${owner}/${repo} (${status}).`, {
        exitCode: ExitCode.Forbidden,
        details: ['The job needs `permissions: pull-requests: read`.'],
        cause: error,
      });
    }
  };
