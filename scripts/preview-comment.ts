import { defineCommand } from './lib/cli/command.ts';
import { ExitCode } from './lib/cli/exit-code.ts';
import { rememberSecret } from './lib/cli/secrets.ts';
import { UserError } from './lib/cli/user-error.ts';
import { readArtifact } from './lib/preview/comment/artifact.ts';
import { keepComment } from './lib/preview/comment/sticky.ts';

interface Flags {
  readonly repo: string;
  readonly pull: string;
  readonly artifact: string;
  readonly author: string;
}

export default defineCommand<Flags>({
  name: 'preview-comment',
  summary: 'Keep the one comment of a pull request that shows what changed; for workflows.',
  examples: [
    [
      'npm run preview-comment -- --repo owner/name --pull 7 --artifact preview',
      'with GITHUB_TOKEN in the environment',
    ],
  ],
  flags: (command) =>
    command
      .requiredOption('--repo <owner/name>', 'the repository')
      .requiredOption('--pull <number>', 'the pull request')
      .requiredOption('--artifact <dir>', 'folder with comment.md and facts.json')
      .option('--author <login>', 'the account whose comment it is', 'github-actions[bot]'),
  run: async ({ repo: fullName, pull, artifact, author }, io) => {
    const token = process.env['GITHUB_TOKEN'];
    rememberSecret(token);
    const [owner = '', repo = ''] = fullName.split('/');
    if (!token || !/^[\w.-]+\/[\w.-]+$/.test(fullName) || !/^\d+$/.test(pull))
      throw new UserError(
        token ? '--repo is owner/name and --pull a number.' : 'GITHUB_TOKEN is not set.',
        { exitCode: ExitCode.Usage },
      );
    const { body, quiet } = await readArtifact(artifact);
    const { Octokit } = await import('@octokit/rest');
    const client = new Octokit({
      auth: token,
      baseUrl: process.env['GITHUB_API_URL'] ?? 'https://api.github.com',
    });
    const done = await keepComment(
      client,
      { owner, repo, number: Number(pull) },
      author,
      body,
      quiet,
    );
    io.out(`comment of #${pull}: ${done}\n`);
    return ExitCode.Success;
  },
});
