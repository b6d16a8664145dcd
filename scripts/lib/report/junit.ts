import { escapeXml } from './escape.ts';
import { messageWithFix, type Reportable } from './reportable.ts';

export interface JUnitOptions {
  /** Name of the suite: `check`, `drift`. */
  readonly suite: string;
  /** Things that were looked at; each without a finding becomes a test that passed, so that a clean run is not an empty one. */
  readonly subjects?: readonly string[];
  /** Warnings fail, too. */
  readonly strict?: boolean;
}

/**
 * JUnit XML as CI systems read it: a test case a finding and a passed one for each clean subject. Errors fail; warnings
 * (unless strict) and notes pass with their text in `system-out`, so that the report says what the exit status says.
 */
export function junitXml(findings: readonly Reportable[], options: JUnitOptions): string {
  const fails = ({ severity }: Reportable): boolean =>
    severity === 'error' || (severity === 'warning' && options.strict === true);
  const found = new Set(findings.map(({ subject }) => subject));
  const clean = (options.subjects ?? []).filter((subject) => !found.has(subject));
  const tests = findings.length + clean.length;
  const counts = `tests="${tests}" failures="${findings.filter(fails).length}" errors="0" skipped="0"`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${attribute(options.suite)}" ${counts}>`,
    ...clean.map((subject) => `    ${openingTag(options.suite, subject)}/>`),
    ...findings.flatMap((finding) => testCase(finding, options.suite, fails(finding))),
    '  </testsuite>',
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function testCase(finding: Reportable, suite: string, failed: boolean): string[] {
  const { code, severity, message, location, subject } = finding;
  const place = location ? `${location.file}:${location.line}:${location.column}` : undefined;
  const text = escapeXml([messageWithFix(finding), ...(place ? [place] : [])].join('\n'));
  const where = location ? ` file="${attribute(location.file)}" line="${location.line}"` : '';
  const name = subject === undefined ? code : `${subject}: ${code}`;
  return [
    `    ${openingTag(suite, name)}${where}>`,
    failed
      ? `      <failure type="${attribute(severity)}" message="${attribute(message)}">${text}</failure>`
      : `      <system-out>${text}</system-out>`,
    '    </testcase>',
  ];
}

const openingTag = (suite: string, name: string): string =>
  `<testcase classname="${attribute(suite)}" name="${attribute(name)}"`;

/** Line breaks in an attribute would be read as spaces. */
const attribute = (text: string): string => escapeXml(text).replace(/\r?\n/g, '&#10;');
