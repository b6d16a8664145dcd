/** What a command's exit status tells a script; documented in the README. */
export const ExitCode = {
  /** Done, or in sync. */
  Success: 0,
  /** It did not work. */
  Failure: 1,
  /** Wrong flags, or a wrong configuration. */
  Usage: 2,
  /** Not allowed: credentials, IAM, the role in the workspace. */
  Forbidden: 3,
  /** Some changes were made, others were not. */
  PartialFailure: 4,
  /** The user said no, or pressed Ctrl-C. */
  Cancelled: 5,
  /** The workspace is not ACTIVE, or too old. */
  WorkspaceUnusable: 6,
  /** Drift was found, or `plan --exit-code` found something to do. */
  Different: 7,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
