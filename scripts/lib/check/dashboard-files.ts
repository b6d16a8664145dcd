import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import { checkDashboard, emptyCoverage, type Coverage } from '../rules/check-dashboard.ts';
import { checkFile } from '../rules/check-file.ts';
import { QueryChecker } from '../rules/check-query.ts';
import type { LocatedFinding } from '../rules/raw-finding.ts';
import type { FileRepair } from './write-repairs.ts';

/** What is wrong in dashboard files from anywhere. @throws UserError for a name that is no file */
export async function checkFiles(
  names: readonly string[],
  coverage: Coverage,
): Promise<LocatedFinding[]> {
  const checker = new QueryChecker();
  const findings: LocatedFinding[] = [];
  for (const file of await jsonFiles(names)) findings.push(...checkFile(file, checker, coverage));
  return findings;
}

/** The files with all that can be repaired in them. `isOff`: nobody wants to hear of it. */
export async function repairFiles(
  names: readonly string[],
  isOff: (code: string) => boolean,
): Promise<FileRepair[]> {
  const { fixJson } = await import('../rules/fix/json-file.ts');
  const checker = new QueryChecker();
  const repairs: FileRepair[] = [];
  for (const file of await jsonFiles(names)) {
    const before = await readFile(file, 'utf8');
    const mark = before.startsWith('\uFEFF') ? '\uFEFF' : '';
    const { text, count } = fixJson(before.slice(mark.length), (dashboard) =>
      checkDashboard(dashboard, checker, undefined, emptyCoverage(), true).filter(
        ({ code }) => !isOff(code),
      ),
    );
    if (count > 0) repairs.push({ file, before, after: mark + text, count });
  }
  return repairs;
}

/** The files, and every .json below the folders, that were named. */
async function jsonFiles(names: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const name of names) {
    const entry = await stat(name).catch(() => undefined);
    if (!entry) throw noSuchFile(name);
    if (!entry.isDirectory()) files.push(name);
    else
      for (const found of await readdir(name, { recursive: true, withFileTypes: true }))
        if (found.isFile() && found.name.endsWith('.json'))
          files.push(path.join(found.parentPath, found.name));
  }
  return files.map((file) =>
    path.relative(process.cwd(), file).startsWith('..') ? file : path.relative(process.cwd(), file),
  );
}

const noSuchFile = (name: string): UserError =>
  new UserError(`there is no file "${name}".`, {
    exitCode: ExitCode.Usage,
    suggestions: [
      ['npm run check -- --dashboards board.json folder/', 'files and folders of JSON'],
    ],
  });
