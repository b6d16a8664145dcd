import { durationBuckets } from '../metrics.ts';
import type { AppCounters, Counter, Histogram } from './app-counters.ts';
import { SeriesBuilder } from './series-builder.ts';

type Labels = Readonly<Record<string, string>>;

const infos: readonly Labels[] = [
  { __name__: 'flask_exporter_info', version: '0.22.3' },
  {
    __name__: 'python_info',
    implementation: 'CPython',
    major: '3',
    minor: '11',
    patchlevel: '7',
    version: '3.11.7',
  },
];

/** The app's own series of one task, as scrape after scrape shows them. */
export class AppExposition {
  readonly #base: Labels;
  readonly #builders = new Map<string, SeriesBuilder[]>();
  /** Whose counters the last scrape showed; undefined when it failed. */
  #shown: AppCounters | undefined;

  /** `base`: labels that every series of the task has. */
  constructor(base: Labels) {
    this.#base = base;
  }

  get builders(): readonly SeriesBuilder[] {
    return [...this.#builders.values()].flat();
  }

  /** A scrape that worked. Only what has changed is written, unless the scrape before showed something else. */
  write(index: number, counters: AppCounters, figures: Readonly<Record<string, number>>): void {
    const all = counters !== this.#shown;
    const { changed } = counters;
    const shown = new Set<SeriesBuilder>();
    const note = (builders: readonly SeriesBuilder[]): void => {
      if (all) for (const builder of builders) shown.add(builder);
    };
    for (const histogram of all ? counters.histograms.values() : changed.histograms)
      note(this.#writeHistogram(index, histogram));
    for (const counter of all ? counters.counters.values() : changed.counters)
      note(this.#writeOne(index, counter.value, nameOf(counter)));
    changed.histograms.clear();
    changed.counters.clear();
    for (const labels of infos) note(this.#writeOne(index, 1, labels));
    for (const [name, value] of Object.entries(figures))
      note(this.#writeOne(index, value, labelsOfFigure(name)));
    // What a new process does not show ends at once: the collector writes stale markers.
    if (all) for (const builder of this.builders) if (!shown.has(builder)) builder.end(index);
    this.#shown = counters;
  }

  /** A scrape that failed: all series end. */
  vanish(index: number): void {
    if (this.#shown === undefined) return;
    for (const builder of this.builders) builder.end(index);
    this.#shown = undefined;
  }

  #writeOne(index: number, value: number, labels: Labels): readonly SeriesBuilder[] {
    const builders = this.#of(Object.values(labels).join('\n'), () => [this.#builder(labels)]);
    for (const builder of builders) builder.set(index, value);
    return builders;
  }

  #writeHistogram(index: number, { labels, buckets, count, sum }: Histogram): SeriesBuilder[] {
    const builders = this.#of(`histogram\n${Object.values(labels).join('\n')}`, () => [
      this.#builder({ ...labels, __name__: `${DURATION}_count` }),
      this.#builder({ ...labels, __name__: `${DURATION}_sum` }),
      ...durationBuckets.map((le) =>
        this.#builder({ ...labels, __name__: `${DURATION}_bucket`, le }),
      ),
    ]);
    let cumulative = 0;
    const values = [count, sum, ...buckets.map((own) => (cumulative += own))];
    builders.forEach((builder, position) => builder.set(index, values[position] ?? 0));
    return builders;
  }

  #of(key: string, make: () => SeriesBuilder[]): SeriesBuilder[] {
    let builders = this.#builders.get(key);
    if (!builders) {
      builders = make();
      this.#builders.set(key, builders);
    }
    return builders;
  }

  #builder(labels: Labels): SeriesBuilder {
    return new SeriesBuilder({ ...this.#base, ...labels });
  }
}

const DURATION = 'flask_http_request_duration_seconds';

const nameOf = ({ name, labels }: Counter): Labels => ({ __name__: name, ...labels });

/** `name` or `name{generation="1"}`. */
function labelsOfFigure(figure: string): Labels {
  const match = /^(\w+)(?:\{generation="(\d)"\})?$/.exec(figure);
  const generation = match?.[2];
  return {
    __name__: match?.[1] ?? figure,
    ...(generation === undefined ? {} : { generation }),
  };
}
