/** An error of the Logs API: its type as the SDK names it, always HTTP 400 here. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly type: string;
  /** Further members of the error's shape: `queryCompileError`. */
  readonly members: Readonly<Record<string, unknown>>;
  constructor(type: string, message: string, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.type = type;
    this.members = members;
  }
}

export const invalidParameter = (message: string): AwsError =>
  new AwsError('InvalidParameterException', message);

/** As AWS words it for a member outside of its constraints. */
export const constraint = (member: string, value: unknown, must: string): AwsError =>
  invalidParameter(
    `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: Member must ${must}`,
  );

export const noSuchGroup = (name: string, accountId: string): AwsError =>
  new AwsError(
    'ResourceNotFoundException',
    `Log group '${name}' does not exist for account ID '${accountId}' (Service: AWSLogs; Status Code: 400)`,
  );
