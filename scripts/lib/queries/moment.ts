import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';

const UNITS: Record<string, number> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * A moment as people type it: `now`, `now-30m`, ISO 8601 or epoch milliseconds.
 * @returns epoch milliseconds. @throws UserError (exit 2)
 */
export function momentOf(text: string, now: number): number {
  const relative = /^now(?:-(\d+)([smhdw]))?$/.exec(text.trim());
  if (relative) return now - Number(relative[1] ?? 0) * (UNITS[relative[2] ?? ''] ?? 0);
  const absolute = /^\d{12,14}$/.test(text) ? Number(text) : Date.parse(text);
  if (!Number.isNaN(absolute)) return absolute;
  throw new UserError(`"${text}" is no time.`, {
    exitCode: ExitCode.Usage,
    details: ['A time looks like now, now-30m, 2026-11-20T12:00:00Z or 1795176000000.'],
  });
}
