import { ExitCode } from '../cli/exit-code.ts';
import { UserError } from '../cli/user-error.ts';

/**
 * The address of a Grafana as a person wrote it, a path in front of its API included, without slashes at its end.
 * @throws UserError (exit 2) for what is no such address; a password in it is not repeated
 */
export function grafanaAddress(text: string, source: string): string {
  const refuse = (fact: string, suggestion: string): UserError =>
    new UserError(`${source} ${fact}`, { exitCode: ExitCode.Usage, suggestions: [suggestion] });
  const example = `${source === 'GRAFANA_URL' ? 'export GRAFANA_URL=' : ''}https://grafana.example.org`;
  // Without a scheme, what comes before the "@" may be a password all the same.
  const shown = text.replace(/^.*@/s, '…@');
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url?.username || url?.password)
    throw refuse(
      'holds a user name or a password, which are not used here.',
      'export GRAFANA_TOKEN=…',
    );
  if (!url || !/^https?:$/.test(url.protocol))
    throw refuse(`is "${shown}", which is no address of a Grafana (https://…).`, example);
  if (url.search || url.hash)
    throw refuse(`is "${shown}"; an address ends before "?" and "#".`, example);
  return url.href.replace(/\/+$/, '');
}
