import type { GrafanaTheme2 } from '@grafana/data';
import { measureText } from '@grafana/ui';
import { VisibilityMode } from '@grafana/schema';
import type uPlot from 'uplot';

const SMALLEST = 8;
const LARGEST = 30;
/** Share of a bar's thickness that a value may take. */
const OF_THICKNESS = 0.65;
/** Distance from the bar's end: a share of its thickness, in pixels at most. */
const DISTANCE = { vertical: { share: 0.1, most: 5 }, horizontal: { share: 0.15, most: 10 } };
const MIDDLE_SHIFT = 0.1;
/** Font size at which texts are measured. */
const MEASURED = 14;

interface Label {
  readonly text: string;
  readonly at: { readonly x: number; readonly y: number };
  readonly box: Box;
  readonly negative: boolean;
}
interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

interface LabelOptions {
  readonly horizontal: boolean;
  readonly showValue: VisibilityMode;
  readonly valueSize: number | undefined;
  readonly theme: GrafanaTheme2;
}

/**
 * The values at the ends of the bars. One font size serves all of them, found while the bars are drawn one after the other,
 * and a value keeps the place that it got: later, smaller ones do not move it.
 */
export class BarLabels {
  readonly #options: LabelOptions;
  readonly #byCategory = new Map<number, Map<number, Label | undefined>>();
  #fontSize = LARGEST;
  #distance = 0;
  #room = { w: Infinity, h: Infinity };

  constructor(options: LabelOptions) {
    this.#options = options;
    this.clear();
  }

  clear(): void {
    const { horizontal, valueSize } = this.#options;
    this.#byCategory.clear();
    this.#fontSize = valueSize ?? LARGEST;
    this.#distance = DISTANCE[horizontal ? 'horizontal' : 'vertical'].most;
    this.#room = { w: Infinity, h: Infinity };
  }

  /** Takes in a bar (canvas pixels within the plot area) whose value is `value`, undefined where a stack continues without one. */
  add(plot: uPlot, series: number, category: number, bar: Box, value: number | undefined, text: string): void {
    const { horizontal, showValue, valueSize } = this.#options;
    if (showValue === VisibilityMode.Never) return;
    this.#makeRoom(plot, bar, (plot.data[series]?.[category] ?? 0) < 0);
    const { share } = DISTANCE[horizontal ? 'horizontal' : 'vertical'];
    this.#distance = Math.min(this.#distance, Math.round(share * (horizontal ? bar.h : bar.w)));
    let scale = 1;
    let metrics = measureText(text, this.#fontSize);
    if (valueSize === undefined) {
      metrics = measureText(text, MEASURED);
      const { w, h } = this.#room;
      const fits = Math.min(
        horizontal ? h * OF_THICKNESS : h - this.#distance,
        ((horizontal ? w - this.#distance : w * OF_THICKNESS) / (metrics.width + 2)) * MEASURED,
      );
      const size = Math.round(Math.min(this.#fontSize, LARGEST, fits));
      scale = (size / this.#fontSize) * (size / MEASURED);
      this.#fontSize = size;
    }
    const labels = this.#byCategory.get(category) ?? new Map<number, Label | undefined>();
    this.#byCategory.set(category, labels);
    labels.set(series, value === undefined ? undefined : this.#place(plot, bar, value, text, metrics, scale));
  }

  #makeRoom({ bbox }: uPlot, bar: Box, below: boolean): void {
    const { w, h } = this.#room;
    this.#room = this.#options.horizontal
      ? { w: Math.min(w, below ? bar.x : bbox.width - (bar.x + bar.w)), h: bar.h }
      : { w: bar.w, h: Math.min(h, below ? bbox.height - (bar.y + bar.h) : bar.y) };
  }

  #place(plot: uPlot, bar: Box, value: number, text: string, metrics: TextMetrics, scale: number): Label {
    const { left, top } = plot.bbox;
    const w = metrics.width * scale;
    const h = (metrics.actualBoundingBoxAscent + metrics.actualBoundingBoxDescent) * scale;
    const negative = value < 0;
    const distance = this.#distance;
    if (this.#options.horizontal) {
      const x = left + (negative ? bar.x - distance : bar.x + bar.w + distance);
      const y = Math.max(h / 2, top + bar.y + bar.h / 2 + Math.round(MIDDLE_SHIFT * this.#fontSize));
      return { text, negative, at: { x, y }, box: { x: negative ? x - w : x, y: y - h / 2, w, h } };
    }
    const rise = value > 0 ? h : 0;
    const x = left + bar.x + bar.w / 2;
    const y = Math.max(rise, top + (negative ? bar.y + bar.h + distance : bar.y - distance));
    return { text, negative, at: { x, y }, box: { x: x - w / 2, y: y - rise, w, h } };
  }

  /** Hook of uPlot: writes the values; `auto` leaves out those that would touch another of their category. */
  draw({ ctx }: uPlot): void {
    const { horizontal, showValue, theme } = this.#options;
    if (showValue === VisibilityMode.Never || this.#fontSize < SMALLEST) return;
    ctx.save();
    ctx.fillStyle = theme.colors.text.primary;
    ctx.font = `${this.#fontSize}px ${theme.typography.fontFamily}`;
    for (const labels of this.#byCategory.values()) {
      const all = [...labels.values()];
      const hidden = new Set<Label>();
      all.forEach((label, i) => {
        if (!label) return;
        const touches = (other: Label | undefined): boolean =>
          other !== undefined && other !== label && !hidden.has(other) && overlap(label.box, other.box);
        if (showValue === VisibilityMode.Auto && i > 0 && all.some(touches)) {
          hidden.add(label);
          return;
        }
        ctx.textAlign = horizontal ? (label.negative ? 'right' : 'left') : 'center';
        ctx.textBaseline = horizontal ? 'middle' : label.negative ? 'top' : 'alphabetic';
        ctx.fillText(label.text, label.at.x, label.at.y);
      });
    }
    ctx.restore();
  }
}

const overlap = (a: Box, b: Box): boolean =>
  a.x <= b.x + b.w && a.x + a.w >= b.x && a.y + a.h >= b.y && a.y <= b.y + b.h;
