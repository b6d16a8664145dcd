import { rangeParameters, variableParameters, type BuiltinContext } from '../model/builtins.ts';
import { interpolate } from '../model/interpolate.ts';
import { interpolationFor } from '../model/request.ts';

/** Where a link of the dashboard leads, with the time range and the variables that it is to carry on. */
export function linkUrl(
  url: string,
  link: { includeVars?: boolean; keepTime?: boolean },
  context: BuiltinContext,
): string {
  const extra = [
    ...(link.keepTime ? [rangeParameters(context)] : []),
    ...(link.includeVars ? [variableParameters(context.variables)] : []),
  ]
    .filter(Boolean)
    .join('&');
  const filled = interpolate(url, interpolationFor(context));
  return extra ? `${filled}${filled.includes('?') ? '&' : '?'}${extra}` : filled;
}
