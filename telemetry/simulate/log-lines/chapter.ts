import { randomOf } from '../random.ts';
import type { Request } from '../request.ts';
import type { Process, Task } from '../tasks.ts';
import { traceback, type Failure } from './traceback.ts';

/** What one call of the app's logger writes, as lines; the time is in the first. Epoch milliseconds. */
export interface LogRecord {
  readonly time: number;
  readonly lines: readonly string[];
}

const ESC = '\u001b';
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `2026-11-22 10:00:01,741`, the container's clock is UTC. */
function stamp(time: number): string {
  const iso = new Date(time).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)},${iso.slice(20, 23)}`;
}

/** `22/Nov/2026 10:00:01`, as access logs write it. */
function accessStamp(time: number): string {
  const date = new Date(time);
  const iso = date.toISOString();
  return `${iso.slice(8, 10)}/${months[date.getUTCMonth()]}/${iso.slice(0, 4)} ${iso.slice(11, 19)}`;
}

const record = (
  time: number,
  logger: string,
  level: string,
  message: string,
  more: readonly string[] = [],
): LogRecord => ({ time, lines: [`${stamp(time)} - ${logger} - ${level} - ${message}`, ...more] });

/** Werkzeug colours everything that is not a 200. */
function colour(status: number): string {
  if (status >= 500) return `${ESC}[35m${ESC}[1m`;
  if (status === 404) return `${ESC}[33m`;
  if (status >= 400) return `${ESC}[31m${ESC}[1m`;
  return status >= 300 ? `${ESC}[32m` : '';
}

function access(time: number, client: string, line: string, status: number): LogRecord {
  const start = colour(status);
  const request = start === '' ? line : `${start}${line}${ESC}[0m`;
  return record(
    time,
    'werkzeug',
    'INFO',
    `${client} - - [${accessStamp(time)}] "${request}" ${status} -`,
  );
}

const HOST = 'http://Chapte-Farga-1A2B3C4D5E6F-123456789.eu-central-1.elb.amazonaws.com/';

/** To-dos that people typed; some would break a careless viewer or filter. */
const todos = [
  'Buy milk',
  'Water plants',
  'Pay the rent',
  'Call grandma',
  'Book dentist',
  'Renew passport',
  'Read ch. 8',
  'Água, pão & café',
  '<b>bold</b> plan',
  'Fix "quotes" and \'apostrophes\'',
  'Ask about the ERROR page',
] as const;

/** What the chapter's app writes about one request, in order of time. */
export function chapterRecords(request: Request, seed: number): LogRecord[] {
  const records: LogRecord[] = [];
  const { kind, start, end, method, path, status, client } = request;
  if (kind === 'add' || kind === 'bad-form')
    records.push(record(start, 'root', 'INFO', `Received a POST request for ${HOST} `));
  if (kind === 'add') {
    const random = randomOf(seed, 'todo', request.number);
    const type = random.pick(['Important', 'Unimportant']);
    const text = `Submitting '${type}' task: '${random.pick(todos)}' to persistent storage `;
    records.push(record(start, 'root', 'INFO', text));
  }
  if (kind === 'delete') {
    const id = path.split('/')[1] ?? '';
    records.push(record(start, 'root', 'INFO', `Deleting task represented by ID: '${id}' `));
  }
  if (request.insertFailed !== undefined) {
    const failure: Failure = request.insertRefused === true ? 'insert' : 'refused-insert';
    records.push(
      record(
        request.insertFailed,
        'root',
        'ERROR',
        'Exception occurred while submitting data to MongoDB',
        traceback(failure, 30),
      ),
    );
  }
  if (request.exception !== undefined) {
    const failure: Failure =
      request.exception === 'bad-id' ? 'bad-id' : kind === 'delete' ? 'delete' : 'page';
    const message = `Exception on ${path} [${method}]`;
    records.push(record(end - 3, 'app', 'ERROR', message, traceback(failure, 30)));
  }
  records.push(access(end, client, `${method} ${path} HTTP/1.1`, status));
  return records;
}

/** The collector has read /metrics. */
export const chapterScrape = (time: number): LogRecord =>
  access(time, '127.0.0.1', 'GET /metrics HTTP/1.1', 200);

/** The development server starts: four records, two of which have no time of their own. */
export function chapterStart(process: Process, task: Task): LogRecord[] {
  const time = process.from;
  const warning =
    'WARNING: This is a development server. Do not use it in a production deployment. Use a production WSGI server instead.';
  return [
    { time, lines: [" * Serving Flask app 'app'"] },
    { time, lines: [' * Debug mode: off'] },
    record(time, 'werkzeug', 'INFO', `${ESC}[31m${ESC}[1m${warning}${ESC}[0m`, [
      ' * Running on all addresses (0.0.0.0)',
      ' * Running on http://127.0.0.1:5000',
      ` * Running on http://${task.address}:5000`,
    ]),
    record(time, 'werkzeug', 'INFO', `${ESC}[33mPress CTRL+C to quit${ESC}[0m`),
  ];
}
