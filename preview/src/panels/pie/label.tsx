import { formattedValueToString, type GrafanaTheme2 } from '@grafana/data';
import type { PieArcDatum } from 'd3-shape';
import { percent, type Slice } from './slices.ts';

/** Radians from which a slice has room for texts. */
const ROOM = 0.3;

interface SliceLabelProps {
  readonly arc: PieArcDatum<Slice>;
  /** Which of name, value and percent. */
  readonly labels: readonly string[];
  readonly outer: number;
  readonly inner: number;
  readonly theme: GrafanaTheme2;
}

/** Texts in the middle of a slice, the first a line below it. */
export function SliceLabel({ arc, labels, outer, inner, theme }: SliceLabelProps) {
  if (arc.endAngle - arc.startAngle < ROOM) return null;
  const radius = (outer + (inner === 0 ? outer / 6 : inner)) / 2;
  const angle = (arc.startAngle + arc.endAngle) / 2 - Math.PI / 2;
  const x = Math.cos(angle) * radius;
  const named = labels.includes('name');
  const fontSize = Math.min(Math.max((outer / (named ? 150 : 100)) * 14, 12), named ? 30 : 36);
  const slice = arc.data;
  const lines = [
    ...(named ? [slice.name] : []),
    ...(labels.includes('value') ? [formattedValueToString(slice.value.display)] : []),
    ...(labels.includes('percent') ? [percent(slice)] : []),
  ];
  return (
    <text
      x={x}
      y={Math.sin(angle) * radius}
      dy=".33em"
      textAnchor="middle"
      fontSize={fontSize}
      fontWeight={500}
      fill={theme.colors.text.primary}
      pointerEvents="none"
    >
      {lines.map((line, i) => (
        <tspan key={i} x={x} dy="1.2em">
          {line}
        </tspan>
      ))}
    </text>
  );
}
