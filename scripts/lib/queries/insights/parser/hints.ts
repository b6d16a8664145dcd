import type { CommandKind, Span } from '../ast.ts';
import type { Fix } from '../../diagnostic.ts';
import { commandKind, editDistance, foreignCommand } from './command-names.ts';
import type { TokenStream } from './token-stream.ts';

/** What to say beside "Unexpected …", and what to write instead. */
export interface Hint {
  readonly says: string;
  readonly fix?: Fix;
}

/** Signs that people bring from other languages, and what Insights has in their place. */
const SIGNS: Readonly<Record<string, string>> = {
  '&&': 'and',
  '=>': '>=',
  '=<': '<=',
  ';': '|',
};

/** Words of other languages between a field and a text; what to write where `like` and the same text would find other rows. */
const LIKE_WORDS: Readonly<Record<string, string | undefined>> = {
  contains: undefined,
  matches: 'like /…/',
  regexp: 'like /…/',
  regex: 'like /…/',
  rlike: 'like /…/',
  ilike: 'like /(?i)…/',
  startswith: 'like /^…/',
};

const LISTS: ReadonlySet<CommandKind> = new Set(['fields', 'display', 'stats', 'sort', 'dedup']);

/** What the next token was probably meant to be, behind a command that is already complete. */
export function hintFor(s: TokenStream, after: CommandKind): Hint | undefined {
  const { token } = s;
  const text = s.text.slice(token.from, token.to);
  const sign = Object.hasOwn(SIGNS, text) ? SIGNS[text] : undefined;
  if (sign !== undefined) return { says: '', fix: replace(token, sign) };
  if (token.type === 'name' && !token.quoted) {
    const known = wordHint(s, token.word, after);
    if (known) return known;
  }
  const isValue = ['name', 'string', 'number', 'duration'].includes(token.type);
  if (!isValue) return undefined;
  if (LISTS.has(after))
    return { says: ': a comma is missing before it', fix: { description: 'put a comma in front' } };
  return after === 'filter'
    ? { says: ': "and", "or" or a comparison is missing before it' }
    : undefined;
}

function wordHint(s: TokenStream, word: string, after: CommandKind): Hint | undefined {
  const { token } = s;
  if (word === 'exists' || word === 'is')
    return { says: ': a field is tested with ispresent(field)' };
  if (commandKind(word) !== undefined)
    return { says: ': a pipe is missing before it', fix: insert(token, '|') };
  if (word === 'between') return { says: ': write x >= a and x <= b' };
  const like = likeHint(s, word);
  if (like) return { says: '', fix: like };
  if (after === 'sort') {
    const direction = directionOf(word);
    if (direction) return { says: '', fix: replace(token, direction) };
  }
  if (after === 'stats' && word.length > 1 && editDistance(word, 'by', 1) <= 1)
    return { says: '', fix: replace(token, 'by') };
  if (after === 'stats' && (word === 'bin' || word === 'datefloor'))
    return { says: ': "by" is missing before it', fix: insert(token, 'by') };
  const foreign = foreignCommand(word);
  return foreign === undefined
    ? undefined
    : { says: `: ${foreign} behind a pipe was probably meant` };
}

/** Only what keeps its meaning is replaced, for a repair asks nobody. */
function likeHint(s: TokenStream, word: string): Fix | undefined {
  const { type } = s.second();
  if (type !== 'string' && type !== 'symbol') return undefined;
  if (Object.hasOwn(LIKE_WORDS, word)) {
    const other = LIKE_WORDS[word];
    const isPattern = other === 'like /…/' && type === 'symbol';
    return other === undefined || isPattern
      ? replace(s.token, 'like')
      : { description: `write ${other}` };
  }
  return editDistance(word, 'like', 1) <= 1 ? replace(s.token, 'like') : undefined;
}

function directionOf(word: string): 'asc' | 'desc' | undefined {
  for (const direction of ['desc', 'asc'] as const)
    if (word.startsWith(direction) || editDistance(word, direction, 1) <= 1) return direction;
  return undefined;
}

const replace = ({ from, to }: Span, replacement: string): Fix => ({
  description: `write ${replacement}`,
  replacement,
  from,
  to,
});

const insert = ({ from }: Span, word: '|' | 'by'): Fix => ({
  description: `put ${word === '|' ? 'a pipe' : '"by"'} in front`,
  replacement: `${word} `,
  from,
  to: from,
});
