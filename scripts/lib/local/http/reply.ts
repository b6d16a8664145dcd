/** What a handler answers. A `body` of undefined is an empty one; a string is sent as it stands. */
export interface Reply {
  readonly status: number;
  readonly body?: string | Buffer;
  /** Null: no Content-Type header at all. */
  readonly contentType: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What Grafana's handlers answer. */
export const json = (status: number, body: unknown): Reply => ({
  status,
  body: JSON.stringify(body),
  contentType: 'application/json',
});

/** What Grafana's middleware answers (refusals, lists): the same with a charset. */
export const jsonUtf8 = (status: number, body: unknown): Reply => ({
  ...json(status, body),
  contentType: 'application/json; charset=UTF-8',
});

export const text = (
  status: number,
  body: string,
  contentType = 'text/plain; charset=utf-8',
): Reply => ({ status, body, contentType });

export const empty = (status: number): Reply => ({ status, contentType: null });

export const message = (status: number, said: string): Reply => json(status, { message: said });

/** Thrown by a handler deep inside: the reply that ends the request. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reply: Reply;
  constructor(reply: Reply) {
    super(`refused with ${reply.status}`);
    this.reply = reply;
  }
}

/** Ends the request with `reply`. */
export function refuse(reply: Reply): never {
  throw new Refusal(reply);
}
