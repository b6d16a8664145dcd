import { createRequire } from 'node:module';

/** A matcher as Jest calls it; the package's own types want Jest's old global ones. */
type Matcher = (received: unknown) => { pass: boolean; message: () => string };

const { toBeValidSarifLog } = createRequire(import.meta.url)('@microsoft/jest-sarif') as {
  toBeValidSarifLog: Matcher;
};

/** What the JSON Schema of SARIF 2.1.0 says against a log; empty for a valid one. */
export function sarifFaults(log: unknown): string {
  const { pass, message } = toBeValidSarifLog(log);
  return pass ? '' : message();
}
