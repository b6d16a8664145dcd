import { Option } from 'commander';
import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';

/** A flag that takes several names, `a,b` or given twice. */
export const listFlag = (value: string, before: readonly string[] = []): string[] => [
  ...before,
  ...value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
];

/** @throws UserError (exit 2) for a list flag that was given without a name. */
export function verifyNames(flag: string, names: readonly string[] | undefined): void {
  if (names !== undefined && names.length === 0)
    throw new UserError(`${flag} names nothing.`, { exitCode: ExitCode.Usage });
}

/** `--credential`: which kind of temporary credential to mint. */
export const credentialOption = (): Option =>
  new Option(
    '--credential <kind>',
    'mint a token of a service account, or an API key (Grafana 10 and older)',
  ).choices(['service-account', 'api-key']);

/** `--progress`: how to tell what happens, on stderr. */
export const progressOption = (): Option =>
  new Option('--progress <format>', 'json: each event as a line of JSON on stderr').choices([
    'text',
    'json',
  ]);
