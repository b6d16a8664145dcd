import { InvalidArgumentError } from 'commander';

/** For `--grafana`: a version such as 10.4 or 12. @throws InvalidArgumentError for anything else */
export function grafanaVersion(text: string): string {
  if (!/^\d{1,2}(?:\.\d{1,3}){0,2}$/.test(text) || Number.parseInt(text, 10) < 9)
    throw new InvalidArgumentError(
      'A version looks like 9.4, 10.4 or 12.4; older than 9 is not supported.',
    );
  return text;
}
