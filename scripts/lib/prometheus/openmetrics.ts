import { sampleCount, type StoredSeries } from './series.ts';

/** The family that a metric belongs to, as OpenMetrics wants it: a counter's name without `_total`, a histogram's without its parts. */
export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram' | 'info' | 'unknown';
}

const CHUNK = 1 << 20;

/**
 * Series as OpenMetrics text, for `promtool tsdb create-blocks-from openmetrics`, in pieces of about a megabyte.
 * The text has no stale markers: where one stands in the series the text has nothing, and a query sees the last value for
 * five minutes. For the whole truth write a block (block/write-block.ts).
 */
export function* openMetrics(
  series: readonly StoredSeries[],
  familyOf: (metric: string) => Family,
): Generator<string> {
  const families = new Map<string, { family: Family; members: StoredSeries[] }>();
  for (const one of series) {
    const family = familyOf(one.labels['__name__'] ?? '');
    const known = families.get(family.name);
    if (known) known.members.push(one);
    else families.set(family.name, { family, members: [one] });
  }
  let text = '';
  for (const { family, members } of families.values()) {
    text += `# TYPE ${family.name} ${family.type}\n`;
    for (const one of members) {
      if (sampleCount(one) === 0) continue;
      const prefix = prefixOf(one.labels);
      for (const [position, change] of one.changes.entries()) {
        if (!('value' in change)) continue;
        const next = one.changes[position + 1]?.index ?? one.times.length;
        const start = `${prefix}${change.value} `;
        for (let index = change.index; index < next; index++)
          text += `${start}${(one.times[index] ?? 0) / 1000}\n`;
        if (text.length > CHUNK) {
          yield text;
          text = '';
        }
      }
    }
  }
  yield `${text}# EOF\n`;
}

function prefixOf(labels: Readonly<Record<string, string>>): string {
  const { __name__: name = '', ...rest } = labels;
  const pairs = Object.entries(rest)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, value]) => `${label}="${escape(value)}"`);
  return `${name}{${pairs.join(',')}} `;
}

const escape = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
