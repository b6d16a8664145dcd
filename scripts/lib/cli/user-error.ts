import { ExitCode } from './exit-code.ts';

/** A command to type, and optionally what it is good for. */
export type Suggestion = string | readonly [command: string, purpose: string];

export interface UserErrorOptions {
  /** Facts below the first line, one a line. */
  readonly details?: readonly string[];
  /** Commands to type, not advice. */
  readonly suggestions?: readonly Suggestion[];
  readonly exitCode?: ExitCode;
  readonly cause?: unknown;
}

/** An error that a person can act on: the thing and the fact in `message`, the commands in `suggestions`. Shown without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly details: readonly string[];
  readonly suggestions: readonly Suggestion[];
  readonly exitCode: ExitCode;

  constructor(message: string, options: UserErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.details = options.details ?? [];
    this.suggestions = options.suggestions ?? [];
    this.exitCode = options.exitCode ?? ExitCode.Failure;
  }
}

/** The text of a UserError as it stands on stderr: `error: …`, details, then `try:` with aligned commands. */
export function formatUserError(error: UserError): string {
  const lines = [`error: ${error.message}`, ...error.details.map((line) => `  ${line}`)];
  const commands = error.suggestions.map((s) => (typeof s === 'string' ? ([s, ''] as const) : s));
  const width = Math.max(0, ...commands.map(([command]) => command.length));
  commands.forEach(([command, purpose], index) => {
    const label = index === 0 ? 'try:  ' : '      ';
    lines.push(`  ${label}${purpose ? `${command.padEnd(width)}   ${purpose}` : command}`);
  });
  return `${lines.join('\n')}\n`;
}
