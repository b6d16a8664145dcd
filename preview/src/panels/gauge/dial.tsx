import { formattedValueToString, type FieldDisplay, type GrafanaTheme2 } from '@grafana/data';
import type { VizOrientation } from '@grafana/schema';
import { END, dialGeometry, ring, START } from './geometry.ts';
import { PlacedText } from './placed-text.tsx';
import { angleOf, bandColor, labelValues, scaleOf } from './thresholds.ts';

interface DialProps {
  readonly value: FieldDisplay;
  readonly width: number;
  readonly height: number;
  readonly title: string | undefined;
  readonly labels: boolean;
  readonly markers: boolean;
  readonly valueSize: number | undefined;
  readonly titleSize: number | undefined;
  readonly orientation: VizOrientation;
  readonly linked: boolean;
  readonly theme: GrafanaTheme2;
}

/** One dial: the band of its value, the rim of its thresholds, its figure and its title. */
export function Dial(props: DialProps) {
  const { value, title, labels, markers, theme } = props;
  const text = formattedValueToString(value.display);
  const geometry = dialGeometry({ ...props, text });
  const { cx, cy, boxWidth, boxHeight, valueSize, labelSize, labelRadius } = geometry;
  const scale = scaleOf(value, markers, theme);
  return (
    <div
      style={{
        width: '100%',
        height: '100%',
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'center',
        overflow: 'hidden',
      }}
    >
      <div
        role="img"
        aria-label={`${title ? `${title}: ` : ''}${text}`}
        style={{ position: 'relative', flexShrink: 0, width: boxWidth, height: boxHeight }}
      >
        {/* The canvas that Grafana draws on has whole pixels and is stretched to its box. */}
        <svg
          width={boxWidth}
          height={boxHeight}
          viewBox={`0 0 ${Math.max(1, Math.floor(boxWidth))} ${Math.max(1, Math.floor(boxHeight))}`}
          preserveAspectRatio="none"
          style={{ display: 'block', position: 'absolute' }}
        >
          <Rings {...{ geometry, scale, markers, theme }} />
        </svg>
        {labels &&
          labelValues(scale).map((v, i) => {
            const angle = angleOf(scale, v);
            return (
              <PlacedText
                key={i}
                x={cx + labelRadius * Math.cos(angle * Math.PI)}
                y={cy + labelRadius * Math.sin(angle * Math.PI)}
                size={labelSize}
                turn={180 * angle + 90}
              >
                {String(v)}
              </PlacedText>
            );
          })}
        <PlacedText x={cx} y={cy - valueSize / 2} size={valueSize} color={value.display.color}>
          {text}
        </PlacedText>
      </div>
      {title !== undefined && (
        <div
          style={{
            textAlign: 'center',
            fontSize: geometry.titleSize,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
            position: 'relative',
            width: boxWidth,
            top: -4,
          }}
        >
          {title}
        </div>
      )}
    </div>
  );
}

interface RingsProps {
  readonly geometry: ReturnType<typeof dialGeometry>;
  readonly scale: ReturnType<typeof scaleOf>;
  readonly markers: boolean;
  readonly theme: GrafanaTheme2;
}

/** The dial's ground, the band of its value, the mark of a neutral value and the rim. */
function Rings({ geometry, scale, markers, theme }: RingsProps) {
  const { radius, band, rim } = geometry;
  const ground = theme.colors.background.secondary;
  const color = bandColor(scale);
  const at = (v: number): number => angleOf(scale, v);
  const { neutral, value, stops } = scale;
  const ends = [neutral === undefined ? START : at(neutral), at(value)];
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  const tick = (scale.max - scale.min) / 600;
  return (
    <>
      <path d={ring(geometry, radius, band, START, END)} fill={ground} />
      <path d={ring(geometry, radius - 1, band - 2, from, to)} fill={color} stroke={color} />
      {neutral !== undefined && (
        <path
          d={ring(geometry, radius - 2, band - 4, at(neutral - tick), at(neutral + tick))}
          fill={ground}
          stroke={color}
          strokeWidth={2}
        />
      )}
      {markers &&
        stops.map((stop, i) => (
          <path
            key={i}
            d={ring(geometry, radius + rim, rim - 2, at(stops[i - 1]?.value ?? -Infinity), at(stop.value))}
            fill={stop.color}
            stroke={stop.color}
          />
        ))}
    </>
  );
}
