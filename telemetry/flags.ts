import { InvalidArgumentError, Option, type Command } from 'commander';
import { ExitCode } from '../scripts/lib/cli/exit-code.ts';
import { UserError } from '../scripts/lib/cli/user-error.ts';
import { nearest } from '../scripts/lib/text/nearest.ts';
import {
  incidentCatalogue,
  incidentNames,
  isIncidentName,
  type IncidentName,
} from './simulate/incidents.ts';

/** The flags of every command that plays the simulated app. */
export interface SimulationFlags {
  readonly env: string;
  readonly seed: number;
  readonly incident: readonly string[];
  readonly hours: number;
  readonly tasks: number;
  /** Epoch milliseconds. */
  readonly end: number;
}

/** Where simulated time ends unless told otherwise: fixed, so that the same flags give the same bytes. */
export const SIMULATED_END = '2026-11-20T12:00:00Z';

export const simulationFlags = (command: Command): Command =>
  command
    .option('--env <name>', 'environment of environments.ts: its contract with the app', 'local')
    .option('--seed <n>', 'an integer; the same one gives the same bytes', integer, 1)
    .addOption(
      new Option('--incident <name>', `may be given several times: ${incidentNames.join(', ')}`)
        .argParser((name: string, before: readonly string[]) => [...before, name])
        .default([], 'none'),
    )
    .option(
      '--hours <h>',
      'how much to play; of a report, the range that the dashboard shows',
      hours,
      3,
    )
    .option('--tasks <n>', 'tasks of the service', tasks, 2)
    .addOption(
      new Option('--end <time>', 'where simulated time ends')
        .argParser(time)
        .default(Date.parse(SIMULATED_END), SIMULATED_END),
    );

/** @throws UserError (exit 2) that names the nearest incident. */
export function incidentNamed(name: string): IncidentName {
  if (isIncidentName(name)) return name;
  const close = nearest(name, incidentNames) ?? incidentNames.find((known) => known.includes(name));
  throw new UserError(`there is no incident "${name}".`, {
    exitCode: ExitCode.Usage,
    details: [
      ...(close === undefined ? [] : [`Did you mean ${close}?`]),
      ...incidentNames.map((known) => `${known.padEnd(24)} ${incidentCatalogue[known].what}`),
    ],
    suggestions: close === undefined ? [] : [`npm run simulate -- --incident ${close}`],
  });
}

function integer(text: string): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text.trim()) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('A seed is an integer.');
  return value;
}

function hours(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 24 * 7))
    throw new InvalidArgumentError('More than 0 and at most 168 hours can be played.');
  return value;
}

function tasks(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 50)
    throw new InvalidArgumentError('1 to 50 tasks can be played.');
  return value;
}

function time(text: string): number {
  const value = Date.parse(text);
  if (Number.isNaN(value)) throw new InvalidArgumentError(`A time looks like ${SIMULATED_END}.`);
  return value;
}
