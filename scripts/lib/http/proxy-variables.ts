/**
 * The variable for which requests to this address may have to go through a proxy (NO_PROXY may except it: axios reads that),
 * as it is spelled here; undefined when none is set. Never for this machine itself.
 */
export function proxyVariable(url: string): string | undefined {
  if (/^https?:\/\/(127\.|localhost\b|\[::1\])/.test(url)) return undefined;
  // As curl and most tools read them.
  const names = [url.startsWith('https:') ? 'https_proxy' : 'http_proxy', 'all_proxy'];
  return names.flatMap((name) => [name, name.toUpperCase()]).find((name) => process.env[name]);
}

/** Whether requests to this address may have to go through a proxy. */
export const mayNeedProxy = (url: string): boolean => proxyVariable(url) !== undefined;
