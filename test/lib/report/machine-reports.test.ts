import { describe, expect, it } from '@jest/globals';
import { githubAnnotations } from '../../../scripts/lib/report/github-annotations.ts';
import { junitXml } from '../../../scripts/lib/report/junit.ts';
import type { Reportable } from '../../../scripts/lib/report/reportable.ts';
import { sarifLog } from '../../../scripts/lib/report/sarif.ts';
import { sarifFaults } from '../../support/sarif-schema.ts';

const findings: Reportable[] = [
  {
    code: 'promql/unknown-metric',
    severity: 'error',
    message: 'No part of the stack emits "x" & <y>.\u0000',
    location: { file: 'dashboards/my queries/promql.ts', line: 42, column: 31 },
    subject: 'todo-app › Traffic',
    fix: 'see [docs](rules)',
  },
  { code: 'model/unit', severity: 'warning', message: 'no unit' },
  { code: 'model/unused-metric', severity: 'info', message: 'two\nlines, 100 %' },
];

describe('SARIF', () => {
  const log = sarifLog(findings, {
    tool: 'check',
    rules: [{ code: 'model/unit', summary: 'Every panel has a unit', severity: 'warning' }],
  });
  const run = log.runs[0];

  it('is valid against the schema of SARIF 2.1.0, which refuses a level that there is not', () => {
    expect(sarifFaults(log)).toBe('');
    const [first] = run?.results ?? [];
    expect(
      sarifFaults({ ...log, runs: [{ ...run, results: [{ ...first, level: 'info' }] }] }),
    ).toContain('level');
  });

  it('lists a rule for every result and points at it', () => {
    for (const result of run?.results ?? [])
      expect(run?.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
  });

  it('says note for info, and gives each result a place, as code scanning wants', () => {
    expect(run?.results.map(({ level }) => level)).toEqual(['error', 'warning', 'note']);
    for (const result of run?.results ?? []) expect(result.locations).toHaveLength(1);
  });

  it('encodes paths as URIs and breaks up what would be read as a link', () => {
    const [first] = run?.results ?? [];
    expect(first?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(
      'dashboards/my%20queries/promql.ts',
    );
    expect(first?.message.text).toBe(
      'No part of the stack emits "x" & <y>.\uFFFD\nFix: see [docs] (rules)',
    );
  });
});

describe('JUnit', () => {
  it('fails errors, passes warnings and notes, and counts a clean subject as passed', () => {
    const xml = junitXml(findings, { suite: 'check', subjects: ['todo-app › Traffic', 'clean'] });
    expect(xml).toContain('<testsuite name="check" tests="4" failures="1" errors="0" skipped="0">');
    expect(xml).toContain('<testcase classname="check" name="clean"/>');
  });

  it('fails warnings under strict', () => {
    expect(junitXml(findings, { suite: 'check', strict: true })).toContain('failures="2"');
  });

  it('escapes markup and control characters in text and attributes', () => {
    const xml = junitXml(findings, { suite: 'check' });
    expect(xml).toContain('emits &quot;x&quot; &amp; &lt;y&gt;.\uFFFD');
    expect(xml).not.toContain('\u0000');
  });
});

describe('GitHub annotations', () => {
  it('name file, line, column and code, and escape line breaks and percent signs', () => {
    expect(githubAnnotations(findings)[0]).toMatch(
      /^::error file=dashboards\/my queries\/promql.ts,line=42,col=31,title=promql\/unknown-metric::/,
    );
    expect(githubAnnotations(findings)[2]).toBe(
      '::notice title=model/unused-metric::two%0Alines, 100 %25',
    );
  });

  it('stop at ten a level, which is all that Actions shows', () => {
    const many = Array.from({ length: 25 }, (): Reportable => ({
      code: 'x',
      severity: 'error',
      message: 'm',
    }));
    expect(githubAnnotations(many)).toHaveLength(10);
  });
});
