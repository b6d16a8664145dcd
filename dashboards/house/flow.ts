import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  DashboardBuilder,
  type GridPos,
  type Panel,
  type RowPanel,
} from '@grafana/grafana-foundation-sdk/dashboard';

const COLUMNS = 24;

/**
 * Places panels from left to right, and on a new line where one does not fit. The SDK's own builder begins a new line only
 * once the columns are used up: a panel that leaves some free pushes the next one over the edge.
 */
export class FlowingDashboard extends DashboardBuilder {
  #x = 0;
  #y = 0;
  #height = 0;

  override withPanel(panel: Builder<Panel>): this {
    const made = panel.build();
    this.#place(made);
    return super.withPanel(built(made));
  }

  override withRow(row: Builder<RowPanel>): this {
    const made = row.build();
    this.#newLine();
    const { gridPos } = made;
    const place =
      gridPos && !isUnplaced(gridPos) ? gridPos : { x: 0, y: this.#y, w: COLUMNS, h: 1 };
    made.gridPos = place;
    this.#y = place.y + 1;
    for (const panel of made.panels) this.#place(panel);
    return super.withRow(built(made));
  }

  #place(panel: Panel): void {
    const place = panel.gridPos;
    if (!place || !isUnplaced(place)) return;
    if (this.#x + place.w > COLUMNS) this.#newLine();
    panel.gridPos = { ...place, x: this.#x, y: this.#y };
    this.#x += place.w;
    this.#height = Math.max(this.#height, place.h);
  }

  #newLine(): void {
    this.#x = 0;
    this.#y += this.#height;
    this.#height = 0;
  }
}

/** As the SDK has it: at the top left, which only the first panel is. */
const isUnplaced = ({ x, y }: GridPos): boolean => x === 0 && y === 0;

const built = <Made>(made: Made): Builder<Made> => ({ build: () => made });
