/**
 * What went wrong, in an error of our own: axios's holds the request, and with it the token in its headers.
 * @returns an error with a `code` (`ECONNRESET`, `ETIMEDOUT` …)
 */
export function withoutRequest(error: unknown): Error & { readonly code: string } {
  const { code = 'ERR', message = String(error) } = error as { code?: string; message?: string };
  // What a stream that was closed before its end is called, by whoever looks at it afterwards.
  const known = code === 'ERR_STREAM_PREMATURE_CLOSE' ? 'ECONNRESET' : code;
  return Object.assign(new Error(message), { code: known });
}
