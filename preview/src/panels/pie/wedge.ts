/** The outline of a slice around the origin: angles in radians, a ring's part where `inner` is not 0. */
export function wedge(start: number, sweep: number, inner: number, outer: number): string {
  const at = (r: number, a: number): string => `${r * Math.cos(a)} ${r * Math.sin(a)}`;
  if (sweep > 2 * Math.PI - 1e-6) {
    const ring = (r: number): string =>
      `M${at(r, 0)}A${r} ${r} 0 1 1 ${at(r, Math.PI)}A${r} ${r} 0 1 1 ${at(r, 0)}Z`;
    return inner > 0 ? `${ring(outer)}${ring(inner)}` : ring(outer);
  }
  const large = sweep > Math.PI ? 1 : 0;
  const end = start + sweep;
  const back =
    inner > 0 ? `L${at(inner, end)}A${inner} ${inner} 0 ${large} 0 ${at(inner, start)}Z` : 'L0 0Z';
  return `M${at(outer, start)}A${outer} ${outer} 0 ${large} 1 ${at(outer, end)}${back}`;
}
