/** Properties whose name in the JSON is not what the editor of Grafana calls them; keys from the panel or dashboard inwards. */
const LABELS: Record<string, string> = {
  'color.mode': 'colour scheme',
  'color.scheme': 'colour scheme',
  color: 'colour scheme',
  'custom.axisLabel': 'axis label',
  'custom.axisPlacement': 'axis placement',
  'custom.axisSoftMax': 'soft maximum',
  'custom.axisSoftMin': 'soft minimum',
  'custom.barAlignment': 'bar alignment',
  'custom.drawStyle': 'draw style',
  'custom.fillOpacity': 'fill opacity',
  'custom.gradientMode': 'gradient',
  'custom.lineInterpolation': 'line interpolation',
  'custom.lineWidth': 'line width',
  'custom.pointSize': 'point size',
  'custom.scaleDistribution': 'scale',
  'custom.showPoints': 'points',
  'custom.spanNulls': 'connect null values',
  'custom.stacking': 'stacking',
  'custom.stacking.mode': 'stacking',
  'custom.thresholdsStyle': 'how thresholds are drawn',
  'custom.thresholdsStyle.mode': 'how thresholds are drawn',
  'legend.calcs': 'legend values',
  'legend.displayMode': 'legend mode',
  'legend.showLegend': 'legend shown',
  'reduceOptions.calcs': 'calculation',
  'tooltip.mode': 'tooltip',
  'tooltip.sort': 'tooltip order',
  displayName: 'display name',
  fiscalYearStartMonth: 'start of the fiscal year',
  graphTooltip: 'shared crosshair',
  hideTimeOverride: 'hide time info',
  interval: 'minimum interval',
  legendFormat: 'legend',
  liveNow: 'continuous redraw',
  mappings: 'value mappings',
  max: 'maximum',
  maxDataPoints: 'maximum data points',
  maxPerRow: 'repeats per row',
  min: 'minimum',
  noValue: 'text for no value',
  preload: 'preload',
  repeat: 'repeat by',
  current: 'default value',
  'current.value': 'default value',
  time: 'time range',
  timeFrom: 'relative time',
  timeShift: 'time shift',
  timezone: 'time zone',
  transparent: 'transparent background',
  type: 'visualization',
  weekStart: 'start of the week',
};

/** What a person calls a property: `['custom', 'lineWidth']` is "line width". */
export function labelOf(keys: readonly string[]): string {
  const known = LABELS[keys.join('.')];
  if (known !== undefined) return known;
  const words = keys[0] === 'custom' && keys.length > 1 ? keys.slice(1) : keys;
  return words
    .map((key) => LABELS[key] ?? key.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase())
    .join(' ');
}
