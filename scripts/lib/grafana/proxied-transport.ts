import type { Answer, Transport } from './transport.ts';

/** Variables that name a proxy, as curl and most tools read them (NO_PROXY excepts addresses). */
const PROXY_VARIABLES = ['https_proxy', 'http_proxy', 'all_proxy'];

/** Whether requests to this address may have to go through a proxy. Never to this machine itself. */
export const mayNeedProxy = (url: string, env: NodeJS.ProcessEnv = process.env): boolean =>
  !/^https?:\/\/(127\.|localhost\b|\[::1\])/.test(url) &&
  PROXY_VARIABLES.some((name) => Boolean(env[name] ?? env[name.toUpperCase()]));

/** The same over axios, which knows the way through proxies; loaded only where there may be one. */
export async function proxiedTransport(url: string, timeoutMs: number): Promise<Transport> {
  const { default: axios } = await import('axios');
  const client = axios.create({
    baseURL: url,
    timeout: timeoutMs,
    // A redirect leads to a login page, never to an answer.
    maxRedirects: 0,
    maxContentLength: Infinity,
    maxBodyLength: Infinity,
    responseType: 'text',
    // Bodies are JSON already; the library would parse and check them once more.
    transformRequest: (body: unknown) => body,
    transformResponse: (text: string) => text,
    validateStatus: () => true,
  });
  return async ({ method, path, headers, body, signal, onHead }): Promise<Answer> => {
    const {
      status,
      headers: got,
      data,
    } = await client.request<string>({
      method,
      url: path,
      headers,
      signal,
      ...(body !== undefined && { data: body }),
    });
    if (status < 300) onHead?.(data);
    return { status, headers: got, text: data };
  };
}
