import { toNumber, type Value } from '../values.ts';
import { ofNumber, optionalNumber, type FunctionTable } from './scalar-function.ts';

const EARTH_RADIUS_KM = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Halves away from zero, as the vendor's Java rounds; not binary artefacts: round(1.005, 2) is 1.01. */
function round(a: number, decimals: number): number {
  const shifted = Number(`${Math.abs(a)}e${decimals}`);
  return Math.sign(a) * Number(`${Math.round(shifted)}e${-decimals}`);
}

const extreme =
  (pick: (...numbers: number[]) => number) =>
  (...values: Value[]): Value => {
    const numbers = values.map(toNumber).filter((n) => n !== null);
    return numbers.length === 0 ? null : pick(...numbers);
  };

const within = (limit: number) =>
  ofNumber((a) => (Math.abs(Math.trunc(a)) <= limit ? Math.trunc(a) : NaN));

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html#CWL_QuerySyntax-operations-numeric
 * greatest and least pass over what is no number; toInt and toLong truncate, and are null beyond 32 bits or the integers that a double holds.
 */
export const NUMERIC_FUNCTIONS: FunctionTable = {
  abs: ofNumber(Math.abs),
  ceil: ofNumber(Math.ceil),
  floor: ofNumber(Math.floor),
  greatest: extreme(Math.max),
  least: extreme(Math.min),
  log: ofNumber(Math.log),
  sqrt: ofNumber(Math.sqrt),
  round: (value, decimals) =>
    ofNumber((a) => round(a, Math.trunc(optionalNumber(decimals) ?? 0)))(value ?? null),
  haversine: (...degrees) => {
    const [lat1, lon1, lat2, lon2] = degrees.map(toNumber);
    if (lat1 == null || lon1 == null || lat2 == null || lon2 == null) return null;
    const h =
      Math.sin(radians(lat2 - lat1) / 2) ** 2 +
      Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * Math.sin(radians(lon2 - lon1) / 2) ** 2;
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
  },
  tonumber: ofNumber((a) => a),
  todouble: ofNumber((a) => a),
  toint: within(2 ** 31 - 1),
  tolong: within(Number.MAX_SAFE_INTEGER),
};
