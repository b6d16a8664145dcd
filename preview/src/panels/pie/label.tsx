import { formattedValueToString } from '@grafana/data';
import { percent, type Slice } from './slices.ts';

export const labelLines = (slice: Slice, labels: readonly string[]): string[] => [
  ...(labels.includes('name') ? [slice.name] : []),
  ...(labels.includes('value') ? [formattedValueToString(slice.value.display)] : []),
  ...(labels.includes('percent') ? [percent(slice)] : []),
];

interface SliceLabelProps {
  readonly lines: readonly string[];
  /** Radians. */
  readonly angle: number;
  readonly radius: number;
  readonly fontSize: number;
  readonly color: string;
}

/** Texts in the middle of a slice. */
export function SliceLabel({ lines, angle, radius, fontSize, color }: SliceLabelProps) {
  const middle = (lines.length - 1) / 2;
  return (
    <text
      textAnchor="middle"
      fontSize={fontSize}
      fontWeight={500}
      fill={color}
      pointerEvents="none"
    >
      {lines.map((line, i) => (
        <tspan
          key={i}
          x={radius * Math.cos(angle)}
          y={radius * Math.sin(angle) + (i - middle) * fontSize * 1.2}
          dy="0.33em"
        >
          {line}
        </tspan>
      ))}
    </text>
  );
}
