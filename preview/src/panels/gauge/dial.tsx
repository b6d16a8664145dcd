import {
  FALLBACK_COLOR,
  formattedValueToString,
  getFieldConfigWithMinMax,
  type FieldDisplay,
  type GrafanaTheme2,
} from '@grafana/data';
import { arc, dialGeometry, END, START, TITLE_LINE } from './geometry.ts';
import { Label } from './label.tsx';
import { colorAt, labelValues, stepsOf } from './thresholds.ts';

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

/** One dial: the band of its value, the rim of its thresholds, its figure and its title. */
export function Dial({
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
  const text = formattedValueToString(value.display);
  const { titleFont, gaugeHeight, marker, fontSize, labelFont, radius, thickness, cx, cy } =
    dialGeometry({ width, height, text, title, labels, markers, valueSize, titleSize });
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
