import { ExitCode } from '../../scripts/lib/cli/exit-code.ts';
import { UserError } from '../../scripts/lib/cli/user-error.ts';
import { nearest } from '../../scripts/lib/text/nearest.ts';

/** What CDK knows under a key: `-c key=value`, cdk.json or ~/.cdk.json. */
export type Context = (key: string) => unknown;

/** Reads settings of CDK's context, each by what it may be; whatever else stands there is refused by key and value. */
export class ContextValues {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  text(key: string): string | undefined {
    const value = this.#context(key);
    return value === undefined || value === '' ? undefined : String(value);
  }

  /** A text of a given form. `example` is shown to whoever writes another. */
  matching(key: string, form: RegExp, example: string): string | undefined {
    const given = this.text(key);
    if (given === undefined || form.test(given)) return given;
    throw refusal(key, given, `does not look like ${example}.`);
  }

  wholeNumber(key: string, otherwise: number, most = Infinity): number {
    const given = this.text(key);
    const value = given === undefined ? otherwise : Number(given);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    const range = most === Infinity ? 'from 1 on' : `from 1 to ${most}`;
    throw refusal(key, given, `is not a whole number ${range}.`);
  }

  oneOf<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
    const given = this.text(key) ?? otherwise;
    const found = allowed.find((one) => one === given);
    if (found) return found;
    throw refusal(key, given, `is not one of ${allowed.join(', ')}.`);
  }

  flag(key: string): boolean {
    return this.oneOf(key, ['true', 'false'], 'false') === 'true';
  }
}

const refusal = (key: string, given: string | undefined, fact: string): UserError =>
  new UserError(`-c ${key}=${given} ${fact}`, { exitCode: ExitCode.Usage });

/** A misspelt key would be ignored without a word: CDK takes any. @throws UserError (exit 2) */
export function verifyKeys(given: readonly string[], known: readonly string[]): void {
  // Keys of CDK itself have a colon, a slash or a hyphen.
  const stranger = given.find((key) => /^[A-Za-z]+$/.test(key) && !known.includes(key));
  if (stranger === undefined) return;
  const close = nearest(stranger, known);
  throw new UserError(`-c ${stranger}=… is no setting of this stack.`, {
    exitCode: ExitCode.Usage,
    details: [close ? `Did you mean ${close}?` : `There are: ${known.join(', ')}.`],
  });
}
