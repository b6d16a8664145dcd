import { createHash } from 'node:crypto';
import { toNumber, toText } from '../values.ts';
import { ofText, type FunctionTable } from './scalar-function.ts';

const hash = (algorithm: string) =>
  ofText((text) => createHash(algorithm).update(text).digest('hex'));

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html#CWL_QuerySyntax-general-functions
 * and -hash-functions.html; what looks at fields or chooses what to evaluate is in expression/special-call.ts.
 */
export const GENERAL_FUNCTIONS: FunctionTable = {
  isnumeric: (value) => toNumber(value ?? null) !== null,
  messagesize: ofText((text) => Buffer.byteLength(text)),
  coalesce: (...values) => values.find((value) => value !== null) ?? null,
  isempty: (value) => Number((toText(value ?? null) ?? '') === ''),
  isblank: (value) => Number((toText(value ?? null) ?? '').trim() === ''),
  // Nothing is masked here.
  unmask: (value) => value ?? null,
  md5: hash('md5'),
  sha256: hash('sha256'),
};
