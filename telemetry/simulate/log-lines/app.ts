import { randomOf } from '../random.ts';
import type { Request } from '../request.ts';
import type { LogRecord } from './chapter.ts';
import { traceback } from './traceback.ts';

/** One JSON object a line, as Python's json.dumps writes it. */
function record(
  time: number,
  level: string,
  logger: string,
  message: string,
  fields: Readonly<Record<string, string | number>>,
): LogRecord {
  const pairs = Object.entries({
    timestamp: new Date(time).toISOString(),
    level,
    logger,
    message,
    ...fields,
  }).map(([name, value]) => `"${name}": ${JSON.stringify(value)}`);
  return { time, lines: [`{${pairs.join(', ')}}`] };
}

/** What this repository's app writes about one request: the access line, and before it the failure in one line. */
export function appRecords(request: Request, seed: number): LogRecord[] {
  const { method, rule: route, status, start, end } = request;
  const requestId = randomOf(seed, 'request-id', request.number).hex(32);
  const records: LogRecord[] = [];
  const failure =
    request.insertFailed !== undefined
      ? request.insertRefused === true
        ? 'insert'
        : 'refused-insert'
      : request.exception && (request.kind === 'delete' ? 'delete' : 'page');
  if (failure !== undefined)
    records.push(
      record(
        end - 1,
        'ERROR',
        'todo',
        failure === 'refused-insert' ? 'insert failed' : 'database unavailable',
        {
          request_id: requestId,
          method,
          route,
          exception: traceback(failure, 2).join('\n'),
        },
      ),
    );
  records.push(
    record(end, 'INFO', 'todo.access', 'request', {
      request_id: requestId,
      method,
      route,
      status,
      duration_ms: Math.round((end - start) * 1000) / 1000,
    }),
  );
  return records;
}

export const appStart = (time: number): LogRecord[] => [
  record(time, 'INFO', 'todo', 'started', { version: '1.4.0' }),
];
