/**
 * Epoch milliseconds in the format `date:…` of a variable: `iso` (also when nothing is named), `seconds`, `ms`, or
 * tokens of moment.js, a colon among them split into `parts`. Dates are in the reader's own time zone, as Grafana's are.
 */
export function dateText(
  ms: number,
  parts: readonly string[],
  offsetMinutes = Number.isNaN(ms) ? 0 : -new Date(ms).getTimezoneOffset(),
): string {
  if (Number.isNaN(ms)) return 'NaN';
  const pattern = parts.join(':') || 'iso';
  if (pattern === 'ms') return String(ms);
  if (pattern === 'seconds') return String(Math.round(ms / 1000));
  if (pattern === 'iso') return new Date(ms).toISOString();
  return pattern.replace(
    TOKENS,
    (token: string, literal?: string) => literal ?? written(token, ms, offsetMinutes),
  );
}

const TOKENS =
  /\[([^\]]*)\]|YYYY|YY|Qo|Q|MMMM|MMM|MM|Mo|M|DDDD|DDD|DD|Do|D|dddd|ddd|dd|d|E|e|HH|H|hh|h|kk|k|A|a|mm|m|ss|s|S{1,9}|ZZ|Z|X|x|LTS|LT|LLLL|LLL|LL|L/g;

const LOCALE: Readonly<Record<string, string>> = {
  LT: 'h:mm A',
  LTS: 'h:mm:ss A',
  L: 'MM/DD/YYYY',
  LL: 'MMMM D, YYYY',
  LLL: 'MMMM D, YYYY h:mm A',
  LLLL: 'dddd, MMMM D, YYYY h:mm A',
};

function written(token: string, ms: number, offset: number): string {
  const short = LOCALE[token];
  if (short) return dateText(ms, [short], offset);
  const date = new Date(ms + offset * 60_000);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const [hours, weekday] = [date.getUTCHours(), date.getUTCDay()];
  const dayOfYear = Math.floor((date.getTime() - Date.UTC(year, 0)) / 86_400_000) + 1;
  const quarter = Math.floor(month / 3) + 1;
  const name = (part: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-US', { ...part, timeZone: 'UTC' }).format(date);
  const zone = (separator: string): string =>
    `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${separator}${two(Math.abs(offset) % 60)}`;
  if (/^S+$/.test(token))
    return String(date.getUTCMilliseconds()).padStart(3, '0').padEnd(token.length, '0').slice(0, token.length);
  const values: Readonly<Record<string, () => string | number>> = {
    YYYY: () => String(year).padStart(4, '0'),
    YY: () => two(year % 100),
    Q: () => quarter,
    Qo: () => ordinal(quarter),
    M: () => month + 1,
    Mo: () => ordinal(month + 1),
    MM: () => two(month + 1),
    MMM: () => name({ month: 'short' }),
    MMMM: () => name({ month: 'long' }),
    D: () => day,
    Do: () => ordinal(day),
    DD: () => two(day),
    DDD: () => dayOfYear,
    DDDD: () => String(dayOfYear).padStart(3, '0'),
    d: () => weekday,
    e: () => weekday,
    E: () => weekday || 7,
    dd: () => name({ weekday: 'short' }).slice(0, 2),
    ddd: () => name({ weekday: 'short' }),
    dddd: () => name({ weekday: 'long' }),
    H: () => hours,
    HH: () => two(hours),
    h: () => hours % 12 || 12,
    hh: () => two(hours % 12 || 12),
    k: () => hours || 24,
    kk: () => two(hours || 24),
    A: () => (hours < 12 ? 'AM' : 'PM'),
    a: () => (hours < 12 ? 'am' : 'pm'),
    m: () => date.getUTCMinutes(),
    mm: () => two(date.getUTCMinutes()),
    s: () => date.getUTCSeconds(),
    ss: () => two(date.getUTCSeconds()),
    Z: () => zone(':'),
    ZZ: () => zone(''),
    X: () => Math.floor(ms / 1000),
    x: () => ms,
  };
  return String(values[token]?.() ?? token);
}

const two = (of: number): string => String(of).padStart(2, '0');

function ordinal(of: number): string {
  const teens = of % 100 >= 11 && of % 100 <= 13;
  return `${of}${teens ? 'th' : (['th', 'st', 'nd', 'rd'][of % 10] ?? 'th')}`;
}
