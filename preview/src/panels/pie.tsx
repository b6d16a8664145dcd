import {
  formattedValueToString,
  type DisplayValue,
  type FieldDisplay,
  type GrafanaTheme2,
} from '@grafana/data';
import { useTheme2, VizLayout, VizLegend, type VizLegendItem } from '@grafana/ui';
import tinycolor from 'tinycolor2';
import { useId, useMemo, useState } from 'react';
import { Empty } from './empty.tsx';
import { LEGEND_DEFAULTS, legendOf } from './legend.tsx';
import { optionsOf, type PanelProps } from './panel-props.ts';
import { reducedValues } from './reduced.ts';
import { noValue } from './stat.tsx';

const DEFAULTS = {
  pieType: 'pie',
  sort: 'desc',
  displayLabels: [] as string[],
  legend: { ...LEGEND_DEFAULTS, values: [] as string[] },
  tooltip: { mode: 'single', sort: 'none' },
};

interface Slice {
  readonly value: FieldDisplay;
  readonly name: string;
  readonly amount: number;
  readonly share: number;
  readonly color: string;
}

/** Shares of a whole. @grafana/ui has no pie chart: drawn here as Grafana draws it. */
export function PiePanel(props: PanelProps) {
  const theme = useTheme2();
  const options = optionsOf(props.panel, DEFAULTS);
  const [hidden, hide] = useState<ReadonlySet<string>>(new Set());
  const all = useMemo(
    () => slicesOf(reducedValues(props, theme, false), options.sort, theme, new Set()),
    [props, theme, options.sort],
  );
  if (props.frames.length === 0 || all.length === 0) return <Empty text={noValue(props)} />;
  const slices = slicesOf(
    all.map((s) => s.value),
    options.sort,
    theme,
    hidden,
  );
  const legend = legendOf(options.legend);
  const toggle = (item: VizLegendItem): void => {
    const others = all.map((s) => s.name).filter((name) => name !== item.label);
    hide(hidden.size === others.length && !hidden.has(item.label) ? new Set() : new Set(others));
  };
  return (
    <VizLayout
      width={props.width}
      height={props.height}
      legend={
        legend.showLegend ? (
          <VizLayout.Legend
            placement={legend.placement}
            {...(legend.width !== undefined && { width: legend.width })}
          >
            <VizLegend
              items={all
                .filter(({ value }) => !value.field.custom?.hideFrom?.legend)
                .map((slice) => legendItem(slice, hidden.has(slice.name), options.legend.values))}
              placement={legend.placement}
              displayMode={legend.displayMode}
              onLabelClick={toggle}
            />
          </VizLayout.Legend>
        ) : null
      }
    >
      {(width: number, height: number) => (
        <Pie
          slices={slices}
          width={width}
          height={height}
          donut={options.pieType === 'donut'}
          labels={options.displayLabels}
          tooltip={options.tooltip.mode}
          theme={theme}
        />
      )}
    </VizLayout>
  );
}

function slicesOf(
  values: readonly FieldDisplay[],
  sort: string,
  theme: GrafanaTheme2,
  hidden: ReadonlySet<string>,
): Slice[] {
  const shown = values.filter(
    ({ field, display }) => !field.custom?.hideFrom?.viz && !Number.isNaN(display.numeric),
  );
  const visible = shown.filter(({ display }) => !hidden.has(display.title ?? ''));
  const total = visible.reduce((sum, { display }) => sum + display.numeric, 0);
  const slices = (hidden.size > 0 ? visible : shown).map((value): Slice => ({
    value,
    name: value.display.title ?? '',
    amount: value.display.numeric,
    share: total === 0 ? 0 : value.display.numeric / total,
    color: value.display.color ?? theme.visualization.getColorByName('gray'),
  }));
  if (sort === 'desc') slices.sort((a, b) => b.amount - a.amount);
  if (sort === 'asc') slices.sort((a, b) => a.amount - b.amount);
  return slices;
}

/** Grafana writes shares with the decimals of the field, none where it has none. */
const percent = (slice: Slice): string =>
  `${(slice.share * 100).toFixed(slice.value.field.decimals ?? 0)}%`;

function legendItem(slice: Slice, disabled: boolean, values: readonly string[]): VizLegendItem {
  const figures: DisplayValue[] = [];
  if (values.includes('percent'))
    figures.push({
      numeric: slice.share,
      text: percent(slice),
      title: values.length > 1 ? 'Percent' : '',
    });
  if (values.includes('value'))
    figures.push({
      numeric: slice.amount,
      text: formattedValueToString(slice.value.display),
      title: values.length > 1 ? 'Value' : '',
    });
  return {
    label: slice.name,
    color: slice.color,
    yAxis: 1,
    disabled,
    getDisplayValues: () => figures,
  };
}

interface PieProps {
  readonly slices: readonly Slice[];
  readonly width: number;
  readonly height: number;
  readonly donut: boolean;
  readonly labels: readonly string[];
  readonly tooltip: string;
  readonly theme: GrafanaTheme2;
}

function Pie({ slices, width, height, donut, labels, tooltip, theme }: PieProps) {
  const id = useId();
  const [hovered, hover] = useState<string>();
  const size = Math.min(width, height);
  const outer = Math.max(1, size / 2 - 16);
  const inner = donut ? outer * 0.67 : 0;
  let angle = -Math.PI / 2;
  const total = slices.reduce((sum, s) => sum + Math.max(0, s.amount), 0);
  const shapes = slices.map((slice) => {
    const sweep = total === 0 ? 0 : (Math.max(0, slice.amount) / total) * 2 * Math.PI;
    const start = angle;
    angle += sweep;
    return { slice, start, sweep };
  });
  const colors = [...new Set(slices.map((s) => s.color))];
  const fontSize = Math.min(Math.max((outer / 150) * 14, 12), 36);
  return (
    <div style={{ width, height, display: 'grid', placeItems: 'center' }}>
      <svg
        width={size}
        height={size}
        role="img"
        aria-label={slices.map((s) => `${s.name} ${percent(s)}`).join(', ')}
      >
        <g transform={`translate(${size / 2} ${size / 2})`}>
          {colors.map((color, i) => (
            <radialGradient
              key={color}
              id={`${id}${i}`}
              gradientUnits="userSpaceOnUse"
              cx={0}
              cy={0}
              r={outer}
            >
              <stop offset={donut ? 0.835 : 0} stopColor={shade(color, 20, 4, theme)} />
              <stop offset={1} stopColor={shade(color, 15, 0, theme)} />
            </radialGradient>
          ))}
          {shapes.map(({ slice, start, sweep }) => (
            <path
              key={slice.name}
              d={wedge(start, sweep, inner, outer)}
              fill={`url(#${id}${colors.indexOf(slice.color)})`}
              stroke={theme.colors.background.primary}
              strokeWidth={1.5}
              fillRule="evenodd"
              opacity={hovered === undefined || hovered === slice.name ? 1 : 0.5}
              onMouseEnter={() => hover(slice.name)}
              onMouseLeave={() => hover(undefined)}
            >
              {tooltip !== 'none' && (
                <title>{`${slice.name}: ${formattedValueToString(slice.value.display)} (${percent(slice)})`}</title>
              )}
            </path>
          ))}
          {labels.length > 0 &&
            shapes
              .filter(({ sweep }) => sweep > 0.3)
              .map(({ slice, start, sweep }) => {
                const r = donut ? (outer + inner) / 2 : outer * 0.6;
                const lines = labelLines(slice, labels);
                return (
                  <text
                    key={slice.name}
                    textAnchor="middle"
                    fontSize={fontSize}
                    fontWeight={500}
                    fill={theme.colors.getContrastText(slice.color)}
                    pointerEvents="none"
                  >
                    {lines.map((line, i) => (
                      <tspan
                        key={i}
                        x={r * Math.cos(start + sweep / 2)}
                        y={
                          r * Math.sin(start + sweep / 2) +
                          (i - (lines.length - 1) / 2) * fontSize * 1.2
                        }
                        dy="0.33em"
                      >
                        {line}
                      </tspan>
                    ))}
                  </text>
                );
              })}
        </g>
      </svg>
    </div>
  );
}

const labelLines = (slice: Slice, labels: readonly string[]): string[] => [
  ...(labels.includes('name') ? [slice.name] : []),
  ...(labels.includes('value') ? [formattedValueToString(slice.value.display)] : []),
  ...(labels.includes('percent') ? [percent(slice)] : []),
];

const shade = (color: string, darken: number, spin: number, theme: GrafanaTheme2): string =>
  tinycolor(color)
    .darken(darken * (theme.isDark ? 1 : -0.7))
    .spin(spin)
    .toRgbString();

function wedge(start: number, sweep: number, inner: number, outer: number): string {
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
