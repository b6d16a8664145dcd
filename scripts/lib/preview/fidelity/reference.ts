import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Recording, TargetAnswer } from '../../../../preview/src/model/api.ts';
import type { Dashboard } from '../../../../preview/src/model/dashboard.ts';
import { exactRecordingKey, recordingKey } from '../../../../preview/src/model/request.ts';
import { ExitCode } from '../../cli/exit-code.ts';
import { UserError } from '../../cli/user-error.ts';

/** A dashboard that a real Grafana drew, with the answers that it drew from and its pictures. */
export interface Reference {
  readonly name: string;
  readonly dashboard: Dashboard;
  readonly recording: Recording;
  /** End of the recorded range, epoch milliseconds. */
  readonly now: number;
  readonly shots: readonly Shots[];
}

export interface Shots {
  readonly theme: 'dark' | 'light';
  /** Folder of crops, `<panel>.png`. */
  readonly folder: string;
  readonly boxes: readonly Box[];
  /** The picture is of the newer table (Grafana 12.4 and later). */
  readonly newTable: boolean;
}

/** Where a panel stands on the page, in pixels, and the text in it. */
export interface Box {
  readonly key: string;
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly text: string;
}

interface Recorded {
  queries: {
    request: { queries: Record<string, unknown>[]; from: string; to: string };
    response: { results?: Record<string, TargetAnswer> };
  }[];
  other: { url: string; response: unknown }[];
}

/** Reads a folder with `dashboards/*.json`, `data/*.json.gz` and `shots/<theme>/<dashboard>/`. */
export async function readReferences(
  folder: string,
  only: readonly string[],
): Promise<Reference[]> {
  const files = await readdir(path.join(folder, 'dashboards')).catch((error: Error) => {
    throw new UserError(`${folder} is no folder of recorded dashboards: ${error.message}`, {
      exitCode: ExitCode.Usage,
      suggestions: [['npm run preview-fidelity -- --help', 'says what has to be in it']],
    });
  });
  const all = files.map((file) => path.basename(file, '.json'));
  const missing = only.find((name) => !all.includes(name));
  if (missing !== undefined)
    throw new UserError(`${folder} has no dashboard "${missing}".`, {
      exitCode: ExitCode.Usage,
      details: [`It has: ${all.sort().join(', ')}.`],
    });
  const names = all.filter((name) => only.length === 0 || only.includes(name));
  return Promise.all(names.sort().map((name) => readReference(folder, name)));
}

async function readReference(folder: string, name: string): Promise<Reference> {
  const posted = JSON.parse(
    await readFile(path.join(folder, 'dashboards', `${name}.json`), 'utf8'),
  ) as Dashboard & { dashboard?: Dashboard };
  const recorded = JSON.parse(
    gunzipSync(await readFile(path.join(folder, 'data', `${name}.json.gz`))).toString(),
  ) as Recorded;
  const answers: Record<string, TargetAnswer> = {};
  for (const { request, response } of recorded.queries) {
    for (const query of request.queries) {
      const answer = response.results?.[String(query['refId'])];
      if (!answer) continue;
      answers[exactRecordingKey(query, request.from, request.to)] = answer;
      answers[recordingKey(query, request.from, request.to)] ??= answer;
    }
  }
  const paths: Record<string, unknown> = {
    '/api/datasources': [{ uid: 'amp', name: 'AMP', type: 'prometheus' }],
  };
  for (const { url, response } of recorded.other) paths[url] = response;
  const dashboard = posted.dashboard ?? posted;
  const shots: Shots[] = [];
  for (const theme of ['dark', 'light'] as const) {
    for (const [suffix, newTable] of [
      ['', false],
      ['-ng', true],
    ] as const) {
      const crops = path.join(folder, 'shots', theme, `${name}${suffix}`);
      if (existsSync(path.join(crops, 'boxes.json')))
        shots.push({
          theme,
          folder: crops,
          boxes: JSON.parse(await readFile(path.join(crops, 'boxes.json'), 'utf8')) as Box[],
          newTable,
        });
    }
  }
  return {
    name,
    dashboard,
    recording: { answers, paths },
    now: Date.parse(dashboard.time?.to ?? ''),
    shots,
  };
}
