import { Agent, request } from 'node:http';

/** Kept open between the requests of a test: `fetch` takes four times as long for a small one, and the schedules send thousands. */
const agent = new Agent({ keepAlive: true });

/** A request as a person, signed in with the login as password. Body and answer are JSON. */
export function requestAs(
  login: string,
  method: string,
  url: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const sent = request(
      url,
      {
        method,
        agent,
        auth: `${login}:${login}`,
        headers: {
          ...(text !== undefined && {
            'Content-Type': 'application/json',
            'Content-Length': Buffer.byteLength(text),
          }),
        },
      },
      (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (answer += part));
        response.on('error', reject);
        response.on('end', () => {
          const isJson = (response.headers['content-type'] ?? '').includes('json');
          resolve({
            status: response.statusCode ?? 0,
            body: answer && isJson ? (JSON.parse(answer) as unknown) : undefined,
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}
