import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';
import { proxyVariable } from '../http/proxy-variables.ts';
import type { GrafanaError } from './grafana-error.ts';

/** OpenSSL's names for a certificate that nobody known has signed. */
const UNTRUSTED = /SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/;

/** A failure that nothing in the program could handle, in words for the person who typed the command. */
export function describeFailure(error: GrafanaError, title: string, url: string): UserError {
  const proxy = proxyVariable(url);
  const request = `${error.method} ${error.path}`;
  const make = (message: string, exitCode: ExitCode, details: readonly string[]): UserError =>
    new UserError(message, { exitCode, details, cause: error });
  if (error.status === undefined)
    return make(`${title} does not answer: ${error.message}.`, ExitCode.Failure, [
      `${request}${error.code ? ` (${error.code})` : ''}`,
      ...(proxy === undefined
        ? []
        : [`${proxy} is set: it is asked through that proxy, unless no_proxy excepts it.`]),
      ...(UNTRUSTED.test(error.code ?? '')
        ? ['NODE_EXTRA_CA_CERTS=ca.pem in the environment makes its certificate trusted.']
        : []),
    ]);
  if (error.status >= 300 && error.status < 400)
    return make(
      `${title} redirects instead of answering: is ${url} its whole address?`,
      ExitCode.Failure,
      [`${request} was answered ${error.status}.`],
    );
  if (error.status === 401 || error.status === 403)
    return make(`${title} does not allow this: ${error.message}`, ExitCode.Forbidden, [
      `${request} was answered ${error.status}.`,
    ]);
  if (error.status === 429)
    return make(`${title} throttles this client, however often it was asked.`, ExitCode.Failure, [
      `${request} was answered 429.`,
    ]);
  return make(`${title} could not do what it was asked: ${error.message}`, ExitCode.Failure, [
    `${request} was answered ${error.status}${error.status >= 500 ? ', again and again' : ''}.`,
  ]);
}
