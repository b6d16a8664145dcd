import { AGGREGATES, TIME_SERIES } from './catalogue/aggregate.ts';
import {
  DATETIME,
  GENERAL,
  HASHING,
  IP_ADDRESS,
  JSON_FUNCTIONS,
  NUMERIC,
  STRING,
} from './catalogue/scalar.ts';
import { signatureOf, type Signature } from './signature.ts';
import { vendorPage } from './vendor-page.ts';

/** scalar: of one row, anywhere; aggregate: of many rows, in `stats`; window: an aggregate that needs `by bin(…)`. */
export type FunctionKind = 'scalar' | 'aggregate' | 'window';

/** A documented function. The checker and the evaluator read the same catalogue. */
export interface FunctionDefinition extends Signature {
  readonly kind: FunctionKind;
  /** The vendor's page. */
  readonly page: string;
}

const OPERATIONS = 'CWL_QuerySyntax-operations-functions';

const define = (
  kind: FunctionKind,
  page: string,
  signatures: readonly string[],
): FunctionDefinition[] => signatures.map((text) => ({ ...signatureOf(text), kind, page }));

/** Every documented function, in the order of the vendor's pages. */
export const FUNCTIONS: readonly FunctionDefinition[] = [
  ...define('aggregate', vendorPage('CWL_QuerySyntax-Stats'), AGGREGATES),
  ...define('window', vendorPage('CWL_QuerySyntax-timeseries-functions'), TIME_SERIES),
  ...define('scalar', vendorPage(OPERATIONS, 'CWL_QuerySyntax-operations-numeric'), NUMERIC),
  ...define('scalar', vendorPage(OPERATIONS, 'CWL_QuerySyntax-datetime'), DATETIME),
  ...define('scalar', vendorPage(OPERATIONS, 'CWL_QuerySyntax-general-functions'), GENERAL),
  ...define('scalar', vendorPage(OPERATIONS, 'CWL_QuerySyntax-json-functions'), JSON_FUNCTIONS),
  ...define('scalar', vendorPage(OPERATIONS, 'CWL_QuerySyntax-IPaddress-functions'), IP_ADDRESS),
  ...define('scalar', vendorPage(OPERATIONS, 'CWL_QuerySyntax-string-functions'), STRING),
  ...define('scalar', vendorPage('CWL_QuerySyntax-hash-functions'), HASHING),
];

/** Other spellings that the vendor's pages use for the same function. */
const ALIASES: Readonly<Record<string, string>> = {
  countdistinct: 'count_distinct',
  collect_values: 'values',
  countovertime: 'count_over_time',
  sumovertime: 'sum_over_time',
  strftime: 'formatdate',
  // API_DescribeQueries.html and API_PutQueryDefinition.html spell them so.
  date_floor: 'datefloor',
  date_ceil: 'dateceil',
  // In many published queries, of AWS's people, too; the checker says that no page has it.
  percentile: 'pct',
};

const byName = new Map(FUNCTIONS.map((f) => [f.name.toLowerCase(), f]));

/** The function of a name, in any case and documented spelling: `findFunction('countDistinct')?.name === 'count_distinct'`. */
export function findFunction(name: string): FunctionDefinition | undefined {
  const key = name.toLowerCase();
  return byName.get(Object.hasOwn(ALIASES, key) ? (ALIASES[key] ?? key) : key);
}
