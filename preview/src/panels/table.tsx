import { getFieldDisplayName, type DataFrame } from '@grafana/data';
import { Select, Table, type TableSortByFieldState } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import { TableCellHeight } from '@grafana/schema';
import { useMemo, useState } from 'react';
import { fieldConfigOf } from '../data/frames.ts';
import { Empty } from './empty.tsx';
import { optionsOf, type PanelProps } from './panel-props.ts';
import { noValue } from './stat.tsx';

const DEFAULTS = {
  frameIndex: 0,
  showHeader: true,
  showTypeIcons: false,
  cellHeight: TableCellHeight.Sm,
  enablePagination: false,
  sortBy: undefined as TableSortByFieldState[] | undefined,
  footer: undefined as
    | {
        show?: boolean;
        reducer?: string[];
        fields?: string[];
        enablePagination?: boolean;
        countRows?: boolean;
      }
    | undefined,
  frozenColumns: undefined as { left?: number } | undefined,
};

/** Rows and columns; a chooser below when there are several frames. */
export function TablePanel(props: PanelProps) {
  const { panel, frames, width, height, range, replace } = props;
  const options = optionsOf(panel, DEFAULTS);
  const [chosen, choose] = useState(options.frameIndex);
  const index = Math.min(chosen, frames.length - 1);
  const frame = frames[index];
  const wrapping = useMemo(() => frame && wrappingByField(frame), [frame]);
  if (!frame || frame.fields.length === 0 || frames.every((f) => f.length === 0))
    return <Empty text={noValue(props)} />;
  const chooser = frames.length > 1 ? 32 + 8 : 0;
  const fieldConfig = fieldConfigOf(panel.fieldConfig);
  const common = {
    data: frame,
    width,
    height: height - chooser,
    ariaLabel: panel.title ?? 'Table',
    noHeader: !options.showHeader,
    showTypeIcons: options.showTypeIcons,
    resizable: true,
    cellHeight: options.cellHeight,
    timeRange: range,
    fieldConfig,
    replaceVariables: replace,
  };
  const paged = options.enablePagination || options.footer?.enablePagination === true;
  const table = props.page.classicTable ? (
    <Table
      {...common}
      {...(options.sortBy && { initialSortBy: options.sortBy })}
      enablePagination={paged}
      {...(options.footer && {
        footerOptions: { show: false, reducer: ['sum'], ...options.footer },
      })}
      getActions={() => []}
    />
  ) : (
    <div style={{ height: common.height }}>
      <TableNG
        {...common}
        data={wrapping ?? frame}
        structureRev={1}
        {...(options.sortBy && { initialSortBy: options.sortBy, sortBy: options.sortBy })}
        enablePagination={paged}
        {...(options.frozenColumns?.left !== undefined && {
          frozenColumns: options.frozenColumns.left,
        })}
        getActions={() => []}
      />
    </div>
  );
  if (chooser === 0) return table;
  return (
    <div>
      {table}
      <div style={{ paddingTop: 8 }}>
        <Select
          aria-label="Frame"
          options={frames.map((f, i) => ({ label: frameTitle(f, frames), value: i }))}
          value={index}
          onChange={(choice) => choose(choice.value ?? 0)}
        />
      </div>
    </div>
  );
}

/** Up to Grafana 12.2 a cell's options said that its text wraps; the newer table reads it from the field, and Grafana moves it there. */
function wrappingByField(frame: DataFrame): DataFrame {
  return {
    ...frame,
    fields: frame.fields.map((field) => {
      const custom = field.config.custom as CellsConfig | undefined;
      return custom?.wrapText === undefined && custom?.cellOptions?.wrapText === true
        ? { ...field, config: { ...field.config, custom: { ...custom, wrapText: true } } }
        : field;
    }),
  };
}

interface CellsConfig {
  readonly wrapText?: boolean;
  readonly cellOptions?: { readonly wrapText?: boolean };
}

function frameTitle(frame: DataFrame, all: readonly DataFrame[]): string {
  if (frame.name) return frame.name;
  const field = frame.fields.find((f) => f.type !== 'time') ?? frame.fields[0];
  return field ? getFieldDisplayName(field, frame, [...all]) : '';
}
