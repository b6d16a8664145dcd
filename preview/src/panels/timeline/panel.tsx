import { dateTimeFormat, type DataFrame } from '@grafana/data';
import { Pagination, useTheme2 } from '@grafana/ui';
import { useMemo, useRef, useState } from 'react';
import { Empty } from '../empty.tsx';
import { WithLegend } from '../legend.tsx';
import { optionsOf, type PanelProps } from '../panel-props.ts';
import { Plot } from '../plot.tsx';
import { SeriesTooltip } from '../tooltip.tsx';
import { configure } from './config.ts';
import { legendItems } from './legend-items.ts';
import { DEFAULTS, type Mode } from './options.ts';
import { rowsOf } from './rows.ts';

export const StateTimelinePanel = (props: PanelProps) => <Timeline {...props} mode="changes" />;
export const StatusHistoryPanel = (props: PanelProps) => <Timeline {...props} mode="samples" />;

/** Rows on a page where the option says nothing. */
const PER_PAGE = 20;
/** Pixels that the page numbers take. */
const PAGER = 37;

/** Rows of coloured boxes over time: a state until it changes, or a box for each sample. @grafana/ui has neither: drawn here as Grafana draws them. */
function Timeline(props: PanelProps & { mode: Mode }) {
  const { panel, frames, mode, range, timeZone } = props;
  const theme = useTheme2();
  const options = optionsOf(panel, DEFAULTS);
  const [page, setPage] = useState(1);
  const rows = useMemo(
    () => rowsOf(frames, mode, options, theme),
    [frames, mode, panel.options, theme],
  );
  const latest = useRef(props);
  latest.current = props;
  if (typeof rows === 'string') return <Empty text={rows} />;
  const perPage = options.perPage || PER_PAGE;
  const pages = Math.ceil((rows.fields.length - 1) / perPage);
  const shown = pages > 1 ? rowsOfPage(rows, Math.min(page, pages), perPage) : rows;
  // Boxes of less than a pixel, with one between them, would not be told apart.
  if (mode === 'samples' && shown.length > props.width / 2)
    return (
      <Empty
        text={`Too many points to visualize properly. Update the query to return fewer points. (${shown.length} points received)`}
      />
    );
  const items = legendItems(shown.fields.slice(1), theme);
  return (
    <div>
      <WithLegend
        width={props.width}
        height={props.height - (pages > 1 ? PAGER : 0)}
        options={{ ...options.legend, showLegend: options.legend.showLegend && items.length > 0 }}
        items={items}
      >
        {(width, height) => (
          <Plot
            deps={[shown, theme, timeZone, range, panel, props.annotations]}
            configure={() => configure(shown, mode, options, theme, timeZone, latest)}
            frame={shown}
            width={width}
            height={height}
          >
            {(config) => (
              <SeriesTooltip
                config={config}
                frame={shown}
                options={options.tooltip}
                panel={props}
                header={(i) => dateTimeFormat(shown.fields[0]?.values[i] as number, { timeZone })}
              />
            )}
          </Plot>
        )}
      </WithLegend>
      {pages > 1 && (
        <div style={{ display: 'flex', justifyContent: 'center', paddingTop: 8 }}>
          <Pagination currentPage={page} numberOfPages={pages} onNavigate={setPage} />
        </div>
      )}
    </div>
  );
}

const rowsOfPage = (rows: DataFrame, page: number, perPage: number): DataFrame => ({
  ...rows,
  fields: rows.fields.filter(
    (_, i) => i === 0 || (i > (page - 1) * perPage && i <= page * perPage),
  ),
});
