import { interpolate, listOf, type Variable } from '../model/variables.ts';

/** Where a link of the dashboard leads, with the time range and the variables that it is to carry on. */
export function linkUrl(
  url: string,
  link: { includeVars?: boolean; keepTime?: boolean },
  variables: readonly Variable[],
  range: { from: number; to: number },
): string {
  const extra = [
    ...(link.keepTime ? [`from=${range.from}`, `to=${range.to}`] : []),
    ...(link.includeVars
      ? variables.flatMap((v) =>
          listOf(v.selected.value).map(
            (value) => `var-${v.model.name}=${encodeURIComponent(value)}`,
          ),
        )
      : []),
  ].join('&');
  const filled = interpolate(url, { variables });
  return extra ? `${filled}${filled.includes('?') ? '&' : '?'}${extra}` : filled;
}
