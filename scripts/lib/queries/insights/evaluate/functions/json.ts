import { isList, isStructure, toText, type Json, type Value } from '../values.ts';
import { flag, ofText, type FunctionTable } from './scalar-function.ts';

/** The structure that a text spells; null for a text that is no JSON, or JSON of a single value. */
export function parseStructure(text: string): Json {
  const first = text.trimStart()[0];
  if (first !== '{' && first !== '[') return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function listOf(value: Value | undefined): readonly Json[] | null {
  const structure = typeof value === 'string' ? parseStructure(value) : (value ?? null);
  return isList(structure) ? structure : null;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html#CWL_QuerySyntax-json-functions */
export const JSON_TABLE: FunctionTable = {
  jsonparse: ofText(parseStructure),
  jsonstringify: (value) =>
    value !== undefined && isStructure(value) ? JSON.stringify(value) : null,
  jsonarraysize: (value) => listOf(value)?.length ?? null,
  jsonarraycontains: (value, wanted) => {
    const text = toText(wanted ?? null);
    return flag(listOf(value)?.some((item) => item !== null && toText(item) === text) ?? false);
  },
};
