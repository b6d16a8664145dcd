import {
  formattedValueToString,
  getFieldConfigWithMinMax,
  FALLBACK_COLOR,
  FieldColorModeId,
  ThresholdsMode,
  type FieldDisplay,
  type GrafanaTheme2,
  type Threshold,
} from '@grafana/data';
import { calculateFontSize, DataLinksContextMenu, useTheme2, VizRepeater } from '@grafana/ui';
import { BarGaugeSizing, VizOrientation } from '@grafana/schema';
import { useMemo } from 'react';
import { optionsOf, type PanelProps } from './panel-props.ts';
import { Empty } from './empty.tsx';
import { reducedValues } from './reduced.ts';
import { noValue } from './stat.tsx';
import { isEmpty } from './time-frames.ts';

const DEFAULTS = {
  showThresholdLabels: false,
  showThresholdMarkers: true,
  sizing: BarGaugeSizing.Auto,
  minVizWidth: 75,
  minVizHeight: 75,
  orientation: VizOrientation.Auto,
  text: undefined as { titleSize?: number; valueSize?: number } | undefined,
};

/** From 162 to 378 degrees, clockwise from three o'clock. */
const START = 0.9 * Math.PI;
const END = 2.1 * Math.PI;
/** Height of the dial below its centre, in radii. */
const BELOW = Math.sin(0.1 * Math.PI);

const TITLE_LINE = 1.5;
/** Pixels above a dial that stay free. */
const MARGIN = 5.5;
/** Pixels under the centre that stay free besides the text's own. */
const TEXT_BELOW = 14.8;

/** One dial a series. @grafana/ui 13 has no gauge of this kind any more: drawn here as Grafana 12 draws it. */
export function GaugePanel(props: PanelProps) {
  const theme = useTheme2();
  const options = optionsOf(props.panel, DEFAULTS);
  const values = useMemo(() => reducedValues(props, theme, false), [props, theme]);
  if (isEmpty(props.frames) && props.frames.length > 0) return <Empty text={noValue(props)} />;
  const manual = options.sizing === BarGaugeSizing.Manual;
  return (
    <VizRepeater<FieldDisplay, object>
      source={values}
      getValues={() => values}
      orientation={options.orientation}
      width={props.width}
      height={props.height}
      autoGrid
      renderCounter={0}
      itemSpacing={8}
      {...(manual ? { minVizWidth: options.minVizWidth, minVizHeight: options.minVizHeight } : {})}
      renderValue={({ value, width, height, count }) => {
        const dial = (
          <Dial
            value={value}
            width={width}
            height={height}
            title={
              count > 1 || (value.display.title !== undefined && showsTitle(props, value))
                ? (value.display.title ?? '')
                : ''
            }
            labels={options.showThresholdLabels}
            markers={options.showThresholdMarkers}
            valueSize={options.text?.valueSize}
            titleSize={options.text?.titleSize}
            theme={theme}
          />
        );
        return value.hasLinks && value.getLinks ? (
          <DataLinksContextMenu links={value.getLinks}>{() => dial}</DataLinksContextMenu>
        ) : (
          dial
        );
      }}
    />
  );
}

/** A single dial has a title only when one was written into the field configuration. */
const showsTitle = ({ panel }: PanelProps, value: FieldDisplay): boolean =>
  Boolean(panel.fieldConfig?.defaults?.['displayName'] ?? value.field.displayName);

interface DialProps {
  readonly value: FieldDisplay;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly labels: boolean;
  readonly markers: boolean;
  readonly valueSize: number | undefined;
  readonly titleSize: number | undefined;
  readonly theme: GrafanaTheme2;
}

function Dial({
  value,
  width,
  height,
  title,
  labels,
  markers,
  valueSize,
  titleSize,
  theme,
}: DialProps) {
  const titleFont = titleSize ?? (title ? Math.min(width * 0.1, 20) : 0);
  const gaugeHeight = Math.min(width, title ? height - titleFont * TITLE_LINE : height);
  const canvas = Math.max(1, gaugeHeight - MARGIN);
  const dimension = Math.min(width, canvas);
  const band = Math.min(dimension / 5.5, 40) / (labels ? 1.5 : 1);
  const marker = band / 5;
  const text = formattedValueToString(value.display);
  const textWidth =
    Math.min(width, dimension * 1.3) * 0.9 -
    ((band + (markers ? marker : 0) + (labels ? 10 : 0)) * 2 + 10);
  const fontSize =
    valueSize ??
    calculateFontSize(
      text,
      textWidth,
      gaugeHeight,
      1,
      (Math.min(Math.min(width, gaugeHeight) / 5.5, 40) / (labels ? 1.5 : 1)) * 1.7,
    );
  const labelFont = Math.max(fontSize / 2.5, 12);

  const rimSpace = markers ? marker * 2 : marker * 0.66;
  const labelSpace = labels ? (marker + 1) * 2 + labelFont * 1.73 : 0;
  const across =
    width / 2 - marker * (markers ? 2 : 1) - (labels ? marker + 1 + labelFont : 0) - 1;
  // Below the centre there is room for the dial's ends, and for the text where that is larger.
  const down = Math.min(
    (canvas - rimSpace - labelSpace) / (1 + BELOW),
    canvas - rimSpace / 2 - labelSpace * 0.74 - (TEXT_BELOW + fontSize * 0.574),
  );
  const radius = Math.max(1, Math.min(across, down));
  const thickness = band >= radius ? Math.max(3, radius / 3) : band;
  const cx = width / 2;
  const spare = radius < across ? 0 : canvas - radius * (1 + BELOW) - rimSpace - labelSpace;
  const cy = MARGIN - 0.5 + spare / 2 + rimSpace / 2 + labelSpace * 0.74 + radius;

  const limits = getFieldConfigWithMinMax({ ...dummyField, config: value.field }, false);
  const [min, max] = [limits.min ?? 0, limits.max ?? 100];
  const at = (v: number): number =>
    START + (END - START) * Math.min(1, Math.max(0, (v - min) / (max - min || 1)));
  const steps = stepsOf(value, min, max, theme);
  const neutral = value.field.custom?.neutral as number | undefined;
  const zero = at(neutral ?? min);
  const numeric = value.display.numeric;
  const [from, to] = Number.isFinite(numeric)
    ? [Math.min(zero, at(numeric)), Math.max(zero, at(numeric))]
    : [zero, zero];
  const middle = radius - thickness / 2;
  // The rim keeps a pixel's distance from the band.
  const rimWidth = marker * 0.85;
  const rim = radius + 1 + marker - rimWidth / 2;
  return (
    <div
      style={{ width, height, display: 'flex', flexDirection: 'column', justifyContent: 'center' }}
    >
      <svg
        width={width}
        height={gaugeHeight}
        fontFamily={theme.typography.fontFamily}
        role="img"
        aria-label={`${title ? `${title}: ` : ''}${text}`}
        style={{ display: 'block' }}
      >
        <path
          d={arc(cx, cy, middle, START, END)}
          stroke={theme.colors.background.secondary}
          strokeWidth={thickness}
          fill="none"
        />
        {to > from && (
          <path
            d={arc(cx, cy, middle, from, to)}
            stroke={colorAt(steps, numeric) ?? value.display.color ?? FALLBACK_COLOR}
            strokeWidth={thickness}
            fill="none"
          />
        )}
        {markers &&
          steps.map((s, i) => (
            <path
              key={i}
              d={arc(cx, cy, rim, at(s.from), at(s.to))}
              stroke={s.color}
              strokeWidth={rimWidth}
              fill="none"
            />
          ))}
        {labels &&
          labelValues(steps, min, max).map((v) => (
            <Label
              key={v}
              v={v}
              angle={at(v)}
              radius={radius + marker * 2 - 1.5 + labelFont / 2}
              {...{ cx, cy, labelFont, theme, value }}
            />
          ))}
        <text
          x={cx}
          y={cy}
          dy="0.62em"
          textAnchor="middle"
          fontSize={fontSize}
          fill={value.display.color ?? theme.colors.text.primary}
        >
          {text}
        </text>
      </svg>
      {title && (
        <div
          style={{
            fontSize: titleFont,
            lineHeight: TITLE_LINE,
            height: titleFont * TITLE_LINE,
            textAlign: 'center',
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
            color: theme.colors.text.primary,
          }}
        >
          {title}
        </div>
      )}
    </div>
  );
}

const dummyField = { name: '', type: 'number' as never, values: [] };

interface Step {
  readonly from: number;
  readonly to: number;
  readonly color: string;
}

/** The coloured parts of the rim; none where the value's colour does not come from thresholds. */
function stepsOf(value: FieldDisplay, min: number, max: number, theme: GrafanaTheme2): Step[] {
  const { thresholds, color } = value.field;
  if (color?.mode !== FieldColorModeId.Thresholds && color?.mode !== undefined) return [];
  const steps = thresholds?.steps ?? [];
  const absolute = (step: Threshold): number =>
    thresholds?.mode === ThresholdsMode.Percentage
      ? min + (max - min) * (step.value / 100)
      : step.value;
  return steps.flatMap((step, i) => {
    const from = Math.max(min, i === 0 ? min : absolute(step));
    const next = steps[i + 1];
    const to = Math.min(max, next ? absolute(next) : max);
    return to > from ? [{ from, to, color: theme.visualization.getColorByName(step.color) }] : [];
  });
}

/** The band has the colour of its threshold, even where a mapping gives the text another. */
const colorAt = (steps: readonly Step[], v: number): string | undefined =>
  (steps.findLast((s) => v >= s.from) ?? steps[0])?.color;

const labelValues = (steps: readonly Step[], min: number, max: number): number[] => [
  ...new Set([min, ...steps.map((s) => s.from), max]),
];

function Label({
  v,
  angle,
  radius,
  cx,
  cy,
  labelFont,
  theme,
  value,
}: {
  v: number;
  angle: number;
  radius: number;
  cx: number;
  cy: number;
  labelFont: number;
  theme: GrafanaTheme2;
  value: FieldDisplay;
}) {
  const x = cx + radius * Math.cos(angle);
  const y = cy + radius * Math.sin(angle);
  const turn = (angle * 180) / Math.PI + 90;
  const processor = value.view?.getFieldDisplayProcessor(value.colIndex ?? 0);
  return (
    <text
      x={x}
      y={y}
      fontSize={labelFont}
      textAnchor="middle"
      dy="0.35em"
      fill={theme.colors.text.primary}
      transform={`rotate(${turn} ${x} ${y})`}
    >
      {processor && value.field.unit === undefined
        ? formattedValueToString(processor(v))
        : String(v)}
    </text>
  );
}

function arc(cx: number, cy: number, r: number, from: number, to: number): string {
  const point = (a: number): string => `${cx + r * Math.cos(a)} ${cy + r * Math.sin(a)}`;
  return `M${point(from)}A${r} ${r} 0 ${to - from > Math.PI ? 1 : 0} 1 ${point(to)}`;
}
