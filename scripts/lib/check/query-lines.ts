import { once } from 'node:events';
import { createReadStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import { answerLine } from '../rules/check-queries.ts';
import type { Io } from '../cli/io.ts';

/**
 * `check --queries`: answers each line of a file ("-": stdin) with a line; one that cannot be read is named on stderr, the others
 * are still answered. @throws UserError for a file that cannot be read
 */
export async function checkQueryLines(file: string, io: Io): Promise<ExitCode> {
  if (file !== '-' && statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new UserError(`"${file}" is a folder; --queries reads one file of JSON lines.`, {
      exitCode: ExitCode.Usage,
    });
  const input = file === '-' ? process.stdin : createReadStream(file, 'utf8');
  if (file !== '-')
    await once(input, 'open').catch(() => {
      throw new UserError(`the file "${file}" cannot be read.`, {
        exitCode: ExitCode.Usage,
        suggestions: [
          [
            `echo '{"language": "promql", "query": "up"}' | npm run -s check -- --queries -`,
            'a JSON line each',
          ],
        ],
      });
    });
  let number = 0;
  let failed = false;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number++;
    if (line.trim() === '') continue;
    const result = answerLine(line);
    if ('answer' in result) {
      io.out(`${JSON.stringify(result.answer)}\n`);
      failed ||= !result.answer.ok;
    } else {
      io.err(`error: ${file}:${number}: ${result.error}.\n`);
      failed = true;
    }
  }
  return failed ? ExitCode.Failure : ExitCode.Success;
}
