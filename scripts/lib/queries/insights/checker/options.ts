import type { Expression, Option } from '../ast.ts';
import type { CheckContext } from './context.ts';
import { isLiteral } from './types.ts';

type Check = (value: Expression) => boolean;

const isBoolean: Check = (value) => value.kind === 'boolean';
const isNumber: Check = (value) => value.kind === 'number';
const isName: Check = (value) => value.kind === 'field' || value.kind === 'string';
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    value.kind === 'field' && words.includes(value.name.toLowerCase());

export const ADDTOTALS: Readonly<Record<string, Check>> = {
  fieldname: isName,
  row: isBoolean,
  col: isBoolean,
};
export const OUTLIER: Readonly<Record<string, Check>> = {
  action: oneOf('remove', 'transform'),
  param: isNumber,
  uselower: isBoolean,
  mark: isBoolean,
};
export const APPENDCOLS: Readonly<Record<string, Check>> = {
  override: isBoolean,
  max: (value) => value.kind === 'number' && value.value >= 1 && value.value <= 100_000,
};

/** Checks the options of a command against those that it has. */
export function checkOptions(
  command: { readonly keyword: string; readonly options: readonly Option[] },
  known: Readonly<Record<string, Check>>,
  context: CheckContext,
): void {
  for (const { name, nameSpan, value } of command.options) {
    const check = Object.hasOwn(known, name) ? known[name] : undefined;
    if (check === undefined)
      context.report(
        'option-value',
        `${command.keyword} has no option ${name}; it has ${Object.keys(known).join(', ')}.`,
        nameSpan,
      );
    else if (value.kind !== 'placeholder' && value.kind !== 'error' && !check(value))
      context.report(
        'option-value',
        `${name} does not take ${isLiteral(value) ? context.text.slice(value.from, value.to) : 'this'}.`,
        value,
      );
  }
}
