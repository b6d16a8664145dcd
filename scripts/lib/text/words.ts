/** `1 dashboard`, `2 dashboards`. */
export const count = (number: number, singular: string, plural = `${singular}s`): string =>
  `${number} ${number === 1 ? singular : plural}`;

/** A word of a command as it is typed: in quotes where a shell would take it for more than one word, or for something to do. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** `0.8 s`, `12 s`, `2 min`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

const DAY = 24 * 3600 * 1000;

/** `today 16:04`, `yesterday 9:12`, `2026-11-20 16:04`: when somebody saved, in the reader's time zone. */
export function when(iso: string | undefined, now = new Date()): string {
  const date = new Date(iso ?? '');
  if (Number.isNaN(date.getTime())) return 'at an unknown time';
  const clock = `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`;
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  if (date.getTime() >= midnight && date.getTime() < midnight + DAY) return `today ${clock}`;
  if (date.getTime() >= midnight - DAY && date.getTime() < midnight) return `yesterday ${clock}`;
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  return `${day} ${clock}`;
}

/** Who saved, for a sentence. Grafana shows programs as `Anonymous`, as `provisioning:` or as nothing. */
export function who(by: string | undefined): string {
  if (by === undefined || by === '' || by === 'Anonymous' || by.startsWith('provisioning:'))
    return 'a program (Grafana keeps no name)';
  return by.replace(/^(user|service-account):/, '');
}
