import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  verifyReportFiles,
  writeReports,
} from '../../../scripts/lib/drift/command/write-reports.ts';
import { reportWith } from '../../support/drift/reports.ts';

describe('the report files of a drift check', () => {
  const report = reportWith({ title: 'Duration', by: 'ana', message: 'stricter' });
  let directory: string;
  let out: string;
  let err: string;
  const io = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    color: false,
    columns: 100,
  };
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'reports-'));
    [out, err] = ['', ''];
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('are all written, although one of them cannot be', async () => {
    writeFileSync(path.join(directory, 'file'), '');
    const failures = await writeReports(
      report,
      {
        json: path.join(directory, 'file/drift.json'),
        markdown: path.join(directory, 'new/drift.md'),
        junit: path.join(directory, 'drift.xml'),
        sarif: path.join(directory, 'drift.sarif'),
      },
      io,
    );
    expect(failures).toEqual([
      expect.stringMatching(/^the json report could not be written to .*EEXIST|ENOTDIR/),
    ]);
    for (const file of ['new/drift.md', 'drift.xml', 'drift.sarif'])
      expect(readFileSync(path.join(directory, file), 'utf8')).toContain('Duration');
    expect(out).toContain('production: 2 of 4 resources drifted');
  });

  it('fail at once where the system knows no new folders, such as /proc', async () => {
    const failures = await writeReports(
      report,
      { json: '/proc/nowhere/deep/drift.json', markdown: path.join(directory, 'drift.md') },
      io,
    );
    expect(failures).toEqual([expect.stringMatching(/^the json report could not be written to/)]);
    expect(readFileSync(path.join(directory, 'drift.md'), 'utf8')).toContain('Duration');
  });

  it('leave stdout to the one that is asked for there', async () => {
    await writeReports(report, { json: '-' }, io);
    expect(JSON.parse(out)).toEqual(report);
    expect(err).toContain('production: 2 of 4 resources drifted');
  });

  it('cannot share stdout', () => {
    expect(() => verifyReportFiles({ json: '-', sarif: '-' })).toThrow(
      'only one report can go to stdout: --json -, --sarif -.',
    );
  });
});
