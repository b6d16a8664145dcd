import { formattedValueToString, type GrafanaTheme2 } from '@grafana/data';
import { arc as arcShape, pie as pieShape, type PieArcDatum } from 'd3-shape';
import { useId, useState } from 'react';
import { Gradient } from './gradient.tsx';
import { SliceLabel } from './label.tsx';
import { percent, type Slice } from './slices.ts';

/** Pixels around a pie that stay free. */
const MARGIN = 16;
/** Pixels of a slice's round corner, and radians between two slices. */
const CORNER = 3;
const GAP = 0.005;
const THINNEST_RING = 20;

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
  const outer = Math.max(0, size / 2 - MARGIN);
  const inner = donut ? Math.max(0, outer - Math.max(outer / 3, THINNEST_RING)) : 0;
  const arcs = pieShape<Slice>()
    .value((slice) => slice.amount)
    .sortValues(() => 0)
    .padAngle(GAP)([...slices]);
  const path = arcShape<PieArcDatum<Slice>>()
    .innerRadius(inner)
    .outerRadius(outer)
    .cornerRadius(CORNER);
  const colors = [...new Set(slices.map((s) => s.color))];
  return (
    <div style={{ width, height, display: 'grid', placeItems: 'center' }}>
      <svg
        width={size}
        height={size}
        role="img"
        aria-label={slices.map((s) => `${s.name} ${percent(s)}`).join(', ')}
        style={{ overflow: 'visible' }}
      >
        <g transform={`translate(${size / 2}, ${size / 2})`}>
          {colors.map((color, i) => (
            <Gradient
              key={color}
              id={`${id}${i}`}
              color={color}
              radius={outer}
              from={outer > 0 ? inner / outer : 0}
              theme={theme}
            />
          ))}
          {arcs.map((arc) => (
            <g
              key={arc.index}
              {...(hovered !== undefined &&
                (hovered === arc.data.name
                  ? { style: { transform: 'scale3d(1.03, 1.03, 1)' } }
                  : { fillOpacity: 0.5 }))}
              onMouseEnter={() => hover(arc.data.name)}
              onMouseLeave={() => hover(undefined)}
            >
              <path
                d={path(arc) ?? ''}
                fill={`url(#${id}${colors.indexOf(arc.data.color)})`}
                stroke={theme.colors.background.primary}
                strokeWidth={1}
              >
                {tooltip !== 'none' && (
                  <title>{`${arc.data.name}: ${formattedValueToString(arc.data.value.display)} (${percent(arc.data)})`}</title>
                )}
              </path>
            </g>
          ))}
          {labels.length > 0 &&
            arcs.map((arc) => (
              <SliceLabel key={arc.index} {...{ arc, labels, outer, inner, theme }} />
            ))}
        </g>
      </svg>
    </div>
  );
}
