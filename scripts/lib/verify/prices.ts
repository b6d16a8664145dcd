/**
 * List prices of us-east-1 in USD, put down on the given day; other regions differ by some percent, and prices change:
 * https://aws.amazon.com/cloudwatch/pricing/ (Logs Insights), https://aws.amazon.com/prometheus/pricing/ (query samples).
 */
export const PRICES = {
  date: '2026-11-22',
  /** Logs Insights, per GB (1e9 bytes) scanned. */
  logsPerGb: 0.005,
  /** AMP, per billion samples that queries process. */
  samplesPerBillion: 0.1,
} as const;

export const costOf = (bytesScanned: number, samples: number): number =>
  (bytesScanned / 1e9) * PRICES.logsPerGb + (samples / 1e9) * PRICES.samplesPerBillion;
