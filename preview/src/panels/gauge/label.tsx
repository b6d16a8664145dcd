import { formattedValueToString, type FieldDisplay, type GrafanaTheme2 } from '@grafana/data';

/** A figure beside the rim. */
export function Label({
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
