export interface Token {
  readonly kind: 'key' | 'string' | 'word' | 'number' | 'other';
  readonly text: string;
}

const TOKEN =
  /(?<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\]|\\.)*"?)|(?<word>\b(?:true|false|null)\b)|(?<number>-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)/g;

/** A line of JSON in parts that an editor colours; together they are the line. */
export function jsonTokens(line: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const plain = (to: number): void => {
    if (to > at) tokens.push({ kind: 'other', text: line.slice(at, to) });
  };
  for (const match of line.matchAll(TOKEN)) {
    plain(match.index);
    const [kind = 'other'] =
      Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? [];
    tokens.push({ kind: kind as Token['kind'], text: match[0] });
    at = match.index + match[0].length;
  }
  plain(line.length);
  return tokens;
}

/** How many guides of an indent each line has: what it is indented by; an empty line what is around it. */
export function guides(lines: readonly string[], size = 2): number[] {
  const indents = lines.map((line) =>
    line.trim() === '' ? undefined : Math.ceil((/^ */.exec(line)?.[0].length ?? 0) / size),
  );
  return indents.map(
    (own, i) =>
      own ??
      Math.min(indents.slice(0, i).findLast((v) => v !== undefined) ?? 0, indents.slice(i).find((v) => v !== undefined) ?? 0),
  );
}
