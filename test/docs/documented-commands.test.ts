import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandDefinition } from '../../scripts/lib/cli/command.ts';
import { parserOf } from '../../scripts/lib/cli/run-command.ts';

const scripts = (
  JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
).scripts;
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'stack/README.md',
  ...markdownIn('docs'),
];
const workflows = readdirSync('.github/workflows').map((file) =>
  path.join('.github/workflows', file),
);

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** The name of a command's file, by the name of its npm script. */
const fileOf = (script: string): string | undefined =>
  /^node scripts\/run\.mjs ([\w-]+)$/.exec(scripts[script] ?? '')?.[1];
const commands = Object.keys(scripts).filter((script) => fileOf(script));

const flags = new Map<string, Set<string>>();
beforeAll(async () => {
  for (const script of commands) {
    const { default: definition } = (await import(`../../scripts/${fileOf(script)}.ts`)) as {
      default: CommandDefinition<unknown>;
    };
    const parser = parserOf(definition, { out: () => undefined, err: () => undefined });
    flags.set(
      script,
      new Set(
        parser.options.flatMap(({ long, short }) => [long, short].filter((flag) => flag != null)),
      ),
    );
  }
});

/** `npm run NAME` and the flags that follow `--` on the same line, or within the same backticks. */
const calls = (text: string): { name: string; flags: string[] }[] =>
  [...text.matchAll(/npm run (?:-s |--silent )?([\w:-]+)(?: --prefix \w+)?((?: [^`\n|]*)?)/g)].map(
    ([, name = '', rest = '']) => ({
      name,
      flags: rest.includes(' -- ')
        ? [...rest.slice(rest.indexOf(' -- ')).matchAll(/ (--[a-z][\w-]*)/g)].map(
            ([, flag = '']) => flag,
          )
        : [],
    }),
  );

describe.each([...documents, ...workflows])('%s', (file) => {
  const text = readFileSync(file, 'utf8');

  it('names only commands and flags that exist', () => {
    for (const call of calls(text)) {
      if (file.startsWith('stack/') && ['synth', 'deploy', 'test'].includes(call.name)) continue;
      expect({ command: call.name, exists: call.name in scripts }).toEqual({
        command: call.name,
        exists: true,
      });
      const known = flags.get(call.name);
      for (const flag of call.flags)
        if (known)
          expect({ ...call, flag, exists: known.has(flag) || flag === '--help' }).toEqual({
            ...call,
            flag,
            exists: true,
          });
    }
  });

  it('links only to files that exist', () => {
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)) {
      expect({ target, exists: existsBeside(file, target) }).toEqual({ target, exists: true });
    }
  });

  it('pins every action by commit', () => {
    for (const [, used = ''] of text.matchAll(/^\s*(?:- )?uses:\s*(\S+)/gm)) {
      if (!used.startsWith('./')) expect(used).toMatch(/@[0-9a-f]{40}$/);
    }
  });
});

describe('every command', () => {
  it('is in the table of the README', () => {
    const table = readFileSync('README.md', 'utf8');
    const internal = ['preview-fidelity', 'preview-comment', 'stack:outputs'];
    const missing = commands.filter(
      (name) => !internal.includes(name) && !table.includes(`| \`${name}\` |`),
    );
    expect(missing).toEqual([]);
  });

  it('has an example in its help', async () => {
    for (const script of commands) {
      const { default: definition } = (await import(`../../scripts/${fileOf(script)}.ts`)) as {
        default: CommandDefinition<unknown>;
      };
      expect({ script, examples: definition.examples.length > 0 }).toEqual({
        script,
        examples: true,
      });
    }
  });
});

const existsBeside = (file: string, target: string): boolean => {
  try {
    return readdirSync(path.dirname(path.join(path.dirname(file), target))).includes(
      path.basename(target),
    );
  } catch {
    return false;
  }
};
