/** Takes what a pattern's wildcards stand for out of a text; null where the text is not of that form. */
export type Extractor = (text: string) => readonly (string | null)[] | null;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/**
 * An extractor of a glob pattern, as written between the quotes: `user=*, method:*`. The pattern may begin anywhere in the text;
 * each `*` takes as little as it can, one at the end takes the rest. `\*` is a star.
 * Looking for the parts one after the other finds the same as trying all ways, in linear time.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html#CWL_QuerySyntax-parse-glob
 */
export function globExtractor(pattern: string): Extractor {
  const parts = partsOf(pattern);
  const first = parts[0] ?? '';
  const others = parts.slice(1);
  return (text) => {
    const start = text.indexOf(first);
    if (start < 0) return null;
    let position = start + first.length;
    const values: string[] = [];
    for (const [index, part] of others.entries()) {
      const last = index === others.length - 1;
      const end = part === '' && last ? text.length : text.indexOf(part, position);
      if (end < 0) return null;
      values.push(text.slice(position, end));
      position = end + part.length;
    }
    return values;
  };
}

/** The literal texts around the wildcards. */
function partsOf(pattern: string): string[] {
  const parts = [''];
  for (const [token] of pattern.matchAll(/\\[^]|[^]/g)) {
    if (token === '*') parts.push('');
    else parts[parts.length - 1] += token.length === 1 ? token : unescaped(token);
  }
  return parts;
}

function unescaped(token: string): string {
  const letter = token.slice(1);
  return ESCAPES[letter] ?? (/\w/.test(letter) ? token : letter);
}

/** How many wildcards a pattern has. */
export const wildcardsOf = (pattern: string): number => partsOf(pattern).length - 1;
