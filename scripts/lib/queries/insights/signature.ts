/**
 * What a value is. `any` where the vendor's pages say LogField or LogFieldValue. Fields of logs have no declared type:
 * numbers are text that looks like one, so a checker may object to literals and results of functions only.
 */
export type ValueType = 'string' | 'number' | 'boolean' | 'timestamp' | 'map' | 'list' | 'any';

/** `period` is a duration literal (`5m`), `regex` a string or regex literal, `field` a field (or an expression of fields). */
export type ParameterType = ValueType | 'period' | 'regex' | 'field';

export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly optional: boolean;
  /** Takes all the arguments from here on. */
  readonly rest: boolean;
}

export interface Signature {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly result: ValueType;
  /** Fewest and most arguments; `Infinity` with a rest parameter. */
  readonly minimum: number;
  readonly maximum: number;
}

const SIGNATURE = /^(\w+)\((.*)\): (\w+)$/;
const PARAMETER = /^(\.\.\.)?(\w+)(\?)?: (\w+)$/;

/** Reads `name(a: string, b?: number, ...c: any): result`, the notation of the catalogue. Throws on a slip in it. */
export function signatureOf(text: string): Signature {
  const [, name = '', list = '', result = ''] = SIGNATURE.exec(text) ?? fail(text);
  const parameters = list === '' ? [] : list.split(', ').map((part) => parameterOf(part, text));
  return {
    name,
    parameters,
    result: result as ValueType,
    minimum: parameters.filter((p) => !p.optional && !p.rest).length,
    maximum: parameters.some((p) => p.rest) ? Infinity : parameters.length,
  };
}

function parameterOf(part: string, text: string): Parameter {
  const [, rest, name = '', optional, type = ''] = PARAMETER.exec(part) ?? fail(text);
  return {
    name,
    type: type as ParameterType,
    optional: optional !== undefined,
    rest: rest !== undefined,
  };
}

function fail(text: string): never {
  throw new Error(`not a signature: ${text}`);
}
