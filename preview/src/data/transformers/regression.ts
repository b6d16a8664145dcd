import { FieldType } from '@grafana/data';
import { findField, newColumn, transformer } from './transformer.ts';

interface RegressionOptions {
  modelType?: 'linear' | 'polynomial';
  degree?: number;
  xFieldName?: string;
  yFieldName?: string;
  predictionCount?: number;
}

/** "Regression analysis": a frame of its own with the line, or the polynomial, of least squares. */
export const regression = transformer<RegressionOptions>('regression', (frames, options) => {
  const { modelType = 'linear', degree = 2, predictionCount = 100 } = options;
  const frame = frames.find((f) => findField(f, options.yFieldName));
  const [x, y] = frame
    ? [findField(frame, options.xFieldName), findField(frame, options.yFieldName)]
    : [];
  if (!x || !y) return frames;
  const xs = x.values as number[];
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  // Times are counted from the first: their squares would be too large to tell apart.
  const origin = x.type === FieldType.time ? low : 0;
  const points = xs.flatMap((at, i) => {
    const value = y.values[i] as number | null;
    return value === null ? [] : [[at - origin, value] as const];
  });
  const predict = leastSquares(points, modelType === 'linear' ? 1 : degree);
  const step = (high - low) / predictionCount;
  const asked = [
    ...Array.from({ length: predictionCount - 1 }, (_, i) => low + i * step),
    high,
  ];
  return [
    ...frames,
    {
      name: `${modelType} regression`,
      length: asked.length,
      fields: [
        newColumn(x.name, x.type, asked),
        newColumn(`${y.name} predicted`, y.type, asked.map((at) => predict(at - origin))),
      ],
    },
  ];
});

/** The polynomial of a degree that is nearest to all points: its normal equations, solved by elimination. */
export function leastSquares(
  points: readonly (readonly [x: number, y: number])[],
  degree: number,
): (x: number) => number {
  // To keep the powers near one.
  const scale = Math.max(1, ...points.map(([x]) => Math.abs(x)));
  const size = degree + 1;
  const sum = (of: (x: number, y: number) => number): number =>
    points.reduce((total, [x, y]) => total + of(x / scale, y), 0);
  const rows = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (_, j) => sum((x) => x ** (i + j))),
    sum((x, y) => y * x ** i),
  ]);
  for (let i = 0; i < size; i++) {
    const pivot = rows.slice(i).reduce((a, b) => (Math.abs(b[i] ?? 0) > Math.abs(a[i] ?? 0) ? b : a));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(i, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1);
      for (let j = i; j <= size; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
    }
  }
  const coefficients = rows.map((row, i) => (row[size] ?? 0) / (row[i] ?? 1));
  return (x) => coefficients.reduce((total, c, i) => total + c * (x / scale) ** i, 0);
}
