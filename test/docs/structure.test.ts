import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LIB = 'scripts/lib';

/** `a/b.ts > c/d.ts` for every relative import of the machinery, dynamic ones and those of types included. */
const imports = readdirSync(path.join(ROOT, LIB), { recursive: true, encoding: 'utf8' })
  .map((file) => path.posix.join(LIB, file.replaceAll('\\', '/')))
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) =>
    Array.from(
      readFileSync(path.join(ROOT, file), 'utf8').matchAll(
        /(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g,
      ),
      ([, target = '']) => [file, path.posix.join(path.posix.dirname(file), target)] as const,
    ),
  );
const arrows = (from: string, to: readonly string[]): string[] =>
  imports
    .filter(
      ([file, target]) =>
        file.startsWith(`${from}/`) &&
        to.some((one) => target === one || target.startsWith(`${one}/`)),
    )
    .map(([file, target]) => `${file} > ${target}`);

describe('the machinery', () => {
  it('is looked at as a whole', () => {
    expect(imports.length).toBeGreaterThan(1500);
  });

  it('imports no content: commands hand it over', () => {
    const content = ['alerts', 'dashboards', 'datasources', 'telemetry', 'app', 'environments.ts'];
    expect(arrows(LIB, content)).toEqual([]);
  });

  /** What a part must not know of, from the bottom up. */
  const below: readonly (readonly [string, readonly string[]])[] = [
    ['text', ['*']],
    ['http', ['*']],
    [
      'queries',
      ['state', 'grafana', 'rules', 'plan', 'drift', 'report', 'preview', 'local', 'config'],
    ],
    ['state', ['grafana', 'rules', 'plan', 'drift', 'report', 'preview', 'local', 'workspace']],
    ['source', ['rules', 'plan', 'drift', 'report', 'config']],
    ['grafana', ['rules', 'plan', 'drift', 'report', 'preview', 'local', 'workspace']],
    ['local', ['rules', 'plan', 'drift', 'report', 'preview', 'workspace']],
    ['rules', ['plan', 'drift', 'report', 'preview', 'local', 'workspace']],
    ['plan', ['drift', 'report', 'publish', 'preview', 'rules']],
    ['report', ['publish', 'check', 'query', 'drift/command']],
  ];
  it.each(below)('lets %s know nothing of what is built on it', (part, others) => {
    const uppers = others.includes('*')
      ? [...new Set(imports.map(([, target]) => target.split('/').slice(0, 3).join('/')))].filter(
          (room) => room !== `${LIB}/${part}`,
        )
      : others.map((one) => `${LIB}/${one}`);
    expect(arrows(`${LIB}/${part}`, uppers)).toEqual([]);
  });
});
