/**
 * Prices of us-east-1 in USD, read on the given day from https://aws.amazon.com/cloudwatch/pricing/ and
 * https://aws.amazon.com/prometheus/pricing/ ; other regions differ by some percent.
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
