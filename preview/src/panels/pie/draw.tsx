import { formattedValueToString, type GrafanaTheme2 } from '@grafana/data';
import { useId, useState } from 'react';
import { Gradient } from './gradient.tsx';
import { labelLines, SliceLabel } from './label.tsx';
import { percent, type Slice } from './slices.ts';
import { wedge } from './wedge.ts';

interface PieProps {
  readonly slices: readonly Slice[];
  readonly width: number;
  readonly height: number;
  readonly donut: boolean;
  readonly labels: readonly string[];
  readonly tooltip: string;
  readonly theme: GrafanaTheme2;
}

/** The slices as SVG: what is under the pointer stands out. */
export function Pie({ slices, width, height, donut, labels, tooltip, theme }: PieProps) {
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
            <Gradient
              key={color}
              id={`${id}${i}`}
              color={color}
              radius={size / 2}
              from={donut ? 1 - (outer - inner) / (size / 2) : 0}
              theme={theme}
            />
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
              .map(({ slice, start, sweep }) => (
                <SliceLabel
                  key={slice.name}
                  lines={labelLines(slice, labels)}
                  angle={start + sweep / 2}
                  radius={donut ? (outer + inner) / 2 : outer * 0.6}
                  fontSize={fontSize}
                  color={theme.colors.getContrastText(slice.color)}
                />
              ))}
        </g>
      </svg>
    </div>
  );
}
