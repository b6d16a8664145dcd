import { GENERAL_FUNCTIONS } from './general.ts';
import { IP_FUNCTIONS } from './ip-address.ts';
import { JSON_TABLE } from './json.ts';
import { NUMERIC_FUNCTIONS } from './numeric.ts';
import type { FunctionTable } from './scalar-function.ts';
import { STRING_FUNCTIONS } from './string.ts';

/** Functions of values, by their names in lower case. Those that need more than values are in expression/special-call.ts. */
export const SCALAR_FUNCTIONS: FunctionTable = {
  ...NUMERIC_FUNCTIONS,
  ...GENERAL_FUNCTIONS,
  ...STRING_FUNCTIONS,
  ...JSON_TABLE,
  ...IP_FUNCTIONS,
};
