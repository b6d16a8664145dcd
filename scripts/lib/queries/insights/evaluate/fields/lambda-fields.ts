/** `START`, `END` and `REPORT` lines of the Lambda platform. */
const LINE = /^(START|END|REPORT) RequestId: ([\da-f-]{36})/;

/** The figures of a REPORT line; sizes are given in MB and kept in bytes, a million each. */
const FIGURES: Readonly<Record<string, readonly [RegExp, number]>> = {
  '@duration': [/\tDuration: ([\d.]+) ms/, 1],
  '@billedDuration': [/\tBilled Duration: ([\d.]+) ms/, 1],
  '@initDuration': [/\tInit Duration: ([\d.]+) ms/, 1],
  '@memorySize': [/\tMemory Size: (\d+) MB/, 1_000_000],
  '@maxMemoryUsed': [/\tMax Memory Used: (\d+) MB/, 1_000_000],
};

const TEXTS: Readonly<Record<string, RegExp>> = {
  '@xrayTraceId': /\tXRAY TraceId: (\S+)/,
  '@xraySegmentId': /\tSegmentId: (\S+)/,
};

/**
 * A field that CloudWatch discovers in the lines of the Lambda platform: `@type`, `@requestId`, `@duration`, `@memorySize` … ;
 * null for other lines and names.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
export function lambdaField(message: string, name: string): string | null {
  const [, type, requestId] = LINE.exec(message) ?? [];
  if (type === undefined || requestId === undefined) return null;
  if (name === '@type') return type;
  if (name === '@requestId') return requestId;
  const [form, unit] = FIGURES[name] ?? [];
  const text = (form ?? TEXTS[name])?.exec(message)?.[1];
  if (text === undefined) return null;
  return unit === undefined ? text : String(Number(text) * unit);
}

/** Names that such lines may have; all others are looked for in JSON. */
export const isLambdaField = (name: string): boolean =>
  name === '@type' ||
  name === '@requestId' ||
  Object.hasOwn(FIGURES, name) ||
  Object.hasOwn(TEXTS, name);
