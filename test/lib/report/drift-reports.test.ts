import { describe, expect, it } from '@jest/globals';
import { driftReportSchema } from '../../../scripts/lib/drift/report.ts';
import { FORMATS, reportWith } from '../../support/drift/reports.ts';
import { sarifFaults } from '../../support/sarif-schema.ts';

const FORMAT_NAMES = Object.keys(FORMATS);
const write = (format: string, text: Parameters<typeof reportWith>[0]): string =>
  FORMATS[format]?.(reportWith(text)) ?? '';

const plain = { title: 'Duration', by: 'ana', message: 'stricter' };

describe('a drift report', () => {
  it('keeps to its schema', () => {
    expect(driftReportSchema.parse(reportWith(plain))).toEqual(reportWith(plain));
  });

  it.each(FORMAT_NAMES)(
    'tells what, who, when, which version and the two commands: %s',
    (format) => {
      const text = write(format, plain).replaceAll('\\', '').replaceAll('&#10;', '\n');
      for (const fact of [
        'Duration',
        'Gone',
        'ana',
        'stricter',
        '17',
        '--revert watch --at-version 17',
        '--adopt watch',
        '--revert gone',
      ])
        expect(text).toContain(fact);
      expect(text).toMatch(/today 16:04|2026-11-22T16:04/);
      if (format !== 'json') expect(text).toContain('250 ms → 300 ms');
      expect(text).toMatch(/deleted/i);
    },
  );

  it.each(FORMAT_NAMES)('is the same for the same state: %s', (format) => {
    expect(write(format, plain)).toBe(write(format, plain));
  });

  it('points in SARIF at the line that makes the panel', () => {
    const log = JSON.parse(write('sarif', plain)) as {
      runs: { results: { locations: { physicalLocation: object }[] }[] }[];
    };
    expect(log.runs[0]?.results[1]?.locations[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'dashboards/panels/latency.ts' },
      region: { startLine: 42 },
    });
  });

  it('reads worst first at a terminal, within 100 columns where no text is longer', () => {
    const lines = write('terminal', plain).split('\n');
    expect(lines[0]).toBe(
      'production: 2 of 4 resources drifted since 9f8e7d6 was published 19 Nov 09:00',
    );
    expect(lines.findIndex((line) => line.includes('Gone'))).toBeLessThan(
      lines.findIndex((line) => line.includes('(watch)')),
    );
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('says in one line that all is in sync', () => {
    const report = { ...reportWith(plain), inSync: true, drifts: [], unmanaged: [], pending: [] };
    expect(FORMATS['terminal']?.(report)).toBe('production: in sync (4 resources)\n');
  });

  it('never says in sync of what could not be looked at', () => {
    const report = {
      ...reportWith(plain),
      drifts: [],
      unchecked: [{ kind: 'datasource' as const, uid: 'amp', title: 'AMP', reason: 'not allowed' }],
    };
    for (const format of FORMAT_NAMES) {
      const text = FORMATS[format]?.(report) ?? '';
      expect(text).not.toMatch(/in sync/i);
      expect(text).toContain('not allowed');
    }
  });
});

const HOSTILE = {
  title:
    '<img src=x onerror=alert(1)> | `x` ](javascript:alert(1)) @team \u001b[31m\u202e </details>',
  by: '</td>*ana* [x](http://evil.example)\u0007',
  message: ']]></failure>\n# heading\n```sh\nrm -rf /\n```',
};

describe('names and messages of people cannot do harm', () => {
  it('at a terminal: no escape sequence, no override of direction, no line of their own', () => {
    const text = write('terminal', HOSTILE);
    expect(text).not.toMatch(/[\u001b\u0007\u202e]/);
    expect(text).not.toMatch(/^# heading/m);
  });

  it('in Markdown: no tag, link, mention, heading or fence of theirs', () => {
    const text = write('markdown', HOSTILE);
    expect(text).not.toMatch(/<img|<\/td>|^# heading|@team|http:\/\/evil|\u001b|\u202e/m);
    expect(text.match(/<\/details>/g)).toHaveLength(2);
    expect(text.match(/^```/gm)).toHaveLength(4);
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    // A cell ends at an unescaped bar: theirs must not add cells.
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
  });

  it('in the uid of an alert rule group either, which its name is a part of', () => {
    const unmanaged = [
      {
        kind: 'alert-rule-group' as const,
        uid: `f-1/${HOSTILE.title}`,
        title: HOSTILE.title,
        folderUid: 'f-1',
      },
    ];
    for (const format of ['terminal', 'markdown'] as const) {
      const text = FORMATS[format]?.({ ...reportWith(plain), unmanaged }) ?? '';
      expect(text).toContain('alert-rule-group');
      expect(text).not.toMatch(/[\u001b\u202e]/);
    }
  });

  it('in Markdown: plain titles as they are, where Markdown is not read', () => {
    const text = write('markdown', { ...plain, title: 'To-do & co' });
    expect(text).toContain('<summary>dashboard To-do &amp; co: what changed</summary>');
  });

  it('in JUnit: well-formed XML, without characters that XML forbids', () => {
    const text = write('junit', HOSTILE);
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
    expect(text).not.toMatch(/<img|\]\]><\/failure>\n# /);
    expect(text.match(/<failure /g)?.length).toBe(text.match(/<\/failure>/g)?.length);
  });

  it('in SARIF: no link of theirs', () => {
    const text = write('sarif', HOSTILE);
    expect(sarifFaults(JSON.parse(text))).toBe('');
    expect(text).not.toMatch(/\]\(javascript|\\u001b|\u202e/);
  });
});
