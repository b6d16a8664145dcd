import { setFlagsFromString } from 'node:v8';
import type { RegexLiteral } from '../../ast.ts';
import { MalformedQuery, NotEvaluatedHere } from '../errors.ts';
import { translate, type Translation } from './translate.ts';

export interface CompiledRegex {
  readonly regex: RegExp;
  readonly groups: Translation['groups'];
}

/**
 * A JavaScript regular expression of a pattern in the notation of Java or RE2.
 * CloudWatch runs RE2, which takes linear time; V8 backtracks. From the first pattern on, V8 is told to go over to its own
 * linear-time engine when a match backtracks too much. Patterns that this engine cannot run are refused when repetitions in them
 * are nested, since nothing would bound their time.
 */
export function compileRegex(pattern: string, flags = ''): CompiledRegex {
  boundBacktracking();
  const translation = translate(pattern, flags);
  if (translation.nested && !translation.linear)
    throw new NotEvaluatedHere(
      `the regular expression /${pattern}/`,
      'a repetition in a repetition together with a lookaround, a reference, a class of Unicode or a long count can take exponential time',
    );
  try {
    const regex = new RegExp(translation.source, translation.flags);
    return { regex, groups: translation.groups };
  } catch (error) {
    throw new MalformedQuery(
      `invalid regular expression /${pattern}/: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Of a literal in the query; the error points at it. */
export function compileRegexLiteral(literal: RegexLiteral): CompiledRegex {
  try {
    return compileRegex(literal.pattern.replaceAll('\\/', '/'), literal.flags);
  } catch (error) {
    if (error instanceof MalformedQuery) throw new MalformedQuery(error.message, literal);
    throw error;
  }
}

let bounded = false;

function boundBacktracking(): void {
  if (!bounded) setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');
  bounded = true;
}
