import type { Octokit } from '@octokit/rest';

/** The part of Octokit that is used. */
export type CommentClient = Pick<Octokit, 'paginate'> & {
  readonly rest: {
    readonly issues: Pick<
      Octokit['rest']['issues'],
      'listComments' | 'createComment' | 'updateComment' | 'deleteComment'
    >;
  };
};

export interface PullRequest {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

/** Invisible in the comment; by it the comment is found again. */
export const MARKER = '<!-- dashboard-preview -->';

export type Sticky = 'created' | 'updated' | 'unchanged' | 'nothing to say';

/**
 * Keeps one comment in a pull request: written the first time something changed, updated in place afterwards. Only a comment that
 * this account wrote counts as ours: a stranger may copy the marker. `quiet`: nothing changed, which is worth a line only where a
 * comment said otherwise before.
 */
export async function keepComment(
  client: CommentClient,
  pull: PullRequest,
  author: string,
  body: string,
  quiet: boolean,
): Promise<Sticky> {
  const { owner, repo, number } = pull;
  const comments = await client.paginate(client.rest.issues.listComments, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  const ours = comments.filter((c) => c.user?.login === author && c.body?.startsWith(MARKER));
  const [first, ...others] = ours;
  const text = `${MARKER}\n${body}`;
  // Two runs that started at the same time may both have written: one comment stays.
  for (const other of others)
    await client.rest.issues.deleteComment({ owner, repo, comment_id: other.id });
  if (!first) {
    if (quiet) return 'nothing to say';
    await client.rest.issues.createComment({ owner, repo, issue_number: number, body: text });
    return 'created';
  }
  if (first.body === text) return 'unchanged';
  await client.rest.issues.updateComment({ owner, repo, comment_id: first.id, body: text });
  return 'updated';
}
