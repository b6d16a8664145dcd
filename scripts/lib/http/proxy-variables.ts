/** Variables that name a proxy, as curl and most tools read them (NO_PROXY excepts addresses; axios reads it). */
const PROXY_VARIABLES = ['https_proxy', 'http_proxy', 'all_proxy'];

/** Whether requests to this address may have to go through a proxy. Never to this machine itself. */
export const mayNeedProxy = (url: string, env: NodeJS.ProcessEnv = process.env): boolean =>
  !/^https?:\/\/(127\.|localhost\b|\[::1\])/.test(url) &&
  PROXY_VARIABLES.some((name) => Boolean(env[name] ?? env[name.toUpperCase()]));
