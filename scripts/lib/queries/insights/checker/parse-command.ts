import type { ParseCommand } from '../ast.ts';
import { groupNamesOf } from '../regex-groups.ts';
import type { CheckContext } from './context.ts';

/** The fields that a parse names, against what its pattern finds. Source: CWL_QuerySyntax-Parse.html */
export function checkParse(command: ParseCommand, context: CheckContext): void {
  const { pattern, aliases, mode } = command;
  if (context.isBroken(command)) return;
  if (mode === 'logfmt' || mode === 'csv') {
    if (aliases.length === 0)
      context.report(
        'parse-without-fields',
        `parse ${mode} needs "as" and a name.`,
        command.keywordSpan,
      );
    return;
  }
  if (pattern?.kind === 'string') checkGlob(command, pattern.raw, context);
  if (pattern?.kind === 'regex') checkGroups(command, pattern.pattern, context);
  if (command.multi && pattern?.kind === 'string')
    context.report('syntax', 'multi works with a regular expression, not with a glob.', pattern);
}

function checkGlob(command: ParseCommand, glob: string, context: CheckContext): void {
  if (/[$]\{?\w|\[\[\w/.test(glob) && context.options.dialect === 'grafana') return;
  const { pattern, aliases } = command;
  const stars = glob.replaceAll(/\\\*/g, '').split('*').length - 1;
  const at = aliases.at(-1) ?? pattern ?? command;
  if (stars === aliases.length) {
    if (stars === 0)
      context.report(
        'parse-without-fields',
        'Nothing is extracted: the pattern has no * and there is no "as".',
        pattern ?? command,
      );
    return;
  }
  if (stars === 0 && groupNamesOf(glob).length > 0) {
    context.report(
      'glob-count',
      'This is a regular expression in quotes: slashes make it one.',
      pattern ?? command,
      {
        fix: { description: `write /${glob}/` },
      },
    );
    return;
  }
  context.report(
    'glob-count',
    `The pattern has ${stars} * and "as" names ${aliases.length} field${aliases.length === 1 ? '' : 's'}; each * needs one.`,
    { from: (pattern ?? command).from, to: at.to },
    // A published query of the vendor's has one name and no star; what AWS makes of it is not known.
    stars === 0 && aliases.length === 1 ? { severity: 'warning' } : {},
  );
}

function checkGroups(command: ParseCommand, regex: string, context: CheckContext): void {
  const { aliases, pattern } = command;
  const names = groupNamesOf(regex);
  const at = pattern ?? command;
  if (names.length === 0 && aliases.length === 0)
    context.report(
      'parse-without-fields',
      'Nothing is extracted: the regular expression has no named group (?<name>…) and there is no "as".',
      at,
    );
  else if (
    names.length > 0 &&
    aliases.some((alias) => !names.some(({ name }) => name === alias.name))
  )
    context.report(
      'parse-group-alias',
      'The groups have names of their own; "as" names them again.',
      aliases[0] ?? at,
    );
  else if (names.length === 0 && aliases.length > 0) {
    const groups = unnamedGroups(regex);
    if (groups < aliases.length)
      context.report(
        'glob-count',
        `The regular expression has ${groups} group${groups === 1 ? '' : 's'} and "as" names ${aliases.length}.`,
        aliases.at(-1) ?? at,
        // Without any group the whole match may be what is named.
        groups === 0 && aliases.length === 1 ? { severity: 'warning' } : {},
      );
  }
}

const unnamedGroups = (regex: string): number =>
  regex.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]/g, '').match(/\((?!\?)/g)?.length ?? 0;
