import path from 'node:path';

/**
 * Where an error was thrown, as `file:line:column`, when that is code of the content (dashboards/, telemetry/, …) and not of this
 * program: its author is the reader. Packages are passed over, for they throw at what they are called with.
 */
export function contentPlace(error: Error, root = process.cwd()): string | undefined {
  for (const [, at = ''] of (error.stack ?? '').matchAll(/^\s+at (?:.*\()?(.+:\d+:\d+)\)?$/gm)) {
    const place = path.relative(root, at.replace(/^file:\/\//, ''));
    if (place.startsWith('node:') || place.includes('node_modules/')) continue;
    return /^(\.\.|scripts\/|preview\/|stack\/)/.test(place) ? undefined : place;
  }
  return undefined;
}
