/** A label matcher's regular expression as Prometheus applies it; undefined where JavaScript cannot read the RE2 syntax. */
export function anchored(source: string): RegExp | undefined {
  // JavaScript backtracks where RE2 does not: a repeated repetition could take for ever.
  if (source.length > 1000 || /[*+}]\)*[*+{]/.test(source)) return undefined;
  const inline = /^\(\?([is]+)\)/.exec(source);
  try {
    return new RegExp(`^(?:${source.slice(inline?.[0].length ?? 0)})$`, inline?.[1] ?? '');
  } catch {
    return undefined;
  }
}
