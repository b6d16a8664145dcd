import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

/** Which of these expressions Prometheus's own tool refuses, and why. */
export function refusedByPromtool(expressions: readonly string[]): ReadonlyMap<string, string> {
  const directory = mkdtempSync(path.join(tmpdir(), 'promtool-'));
  try {
    const file = path.join(directory, 'rules.yml');
    const rules = expressions.map((expr, index) => ({ record: `r${index}`, expr }));
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'g', rules }] }));
    const { stderr } = spawnSync('promtool', ['check', 'rules', file], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const refused = new Map<string, string>();
    for (const [, index, reason = ''] of stderr.matchAll(/rule \d+, "r(\d+)": (.*)/g)) {
      const expression = expressions[Number(index)];
      if (expression !== undefined) refused.set(expression, reason);
    }
    return refused;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
