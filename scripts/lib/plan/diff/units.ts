/** Decimals that a difference needs, and no more. */
const plain = (value: number): string => String(Number(value.toPrecision(6)));

const scaled = (value: number, steps: readonly (readonly [number, string])[]): string => {
  const step = steps.find(([size]) => Math.abs(value) >= size) ?? steps.at(-1);
  return step ? `${plain(value / step[0])} ${step[1]}` : plain(value);
};

const SECONDS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
] as const;
const BINARY = [
  [2 ** 40, 'TiB'],
  [2 ** 30, 'GiB'],
  [2 ** 20, 'MiB'],
  [2 ** 10, 'KiB'],
  [1, 'B'],
] as const;
const DECIMAL = [
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
  [1, 'B'],
] as const;

const FORMATS: Record<string, (value: number) => string> = {
  percent: (value) => `${plain(value)} %`,
  percentunit: (value) => `${plain(value * 100)} %`,
  s: (value) => scaled(value, SECONDS),
  ms: (value) => scaled(value / 1e3, SECONDS),
  µs: (value) => scaled(value / 1e6, SECONDS),
  bytes: (value) => scaled(value, BINARY),
  decbytes: (value) => scaled(value, DECIMAL),
  mbytes: (value) => scaled(value * 2 ** 20, BINARY),
  reqps: (value) => `${plain(value)} req/s`,
  ops: (value) => `${plain(value)} ops/s`,
  cps: (value) => `${plain(value)} /s`,
  Bps: (value) => `${scaled(value, DECIMAL)}/s`,
  binBps: (value) => `${scaled(value, BINARY)}/s`,
};

/** A value as a panel with that unit shows it: 0.25 in `s` is "250 ms". Units not listed add nothing. */
export function formatValue(value: number, unit?: string): string {
  const format = unit === undefined ? undefined : FORMATS[unit];
  return format && value !== 0 ? format(value) : plain(value);
}
