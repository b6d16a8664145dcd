/** What a slip of the hand leaves or puts in: operators, brackets, keywords, numbers, functions. */
const INSERTED = [
  ...'( ) { } [ ] , : @ + - * / % ^ = < > !'.split(' '),
  ...'== != =~ !~ >= <= and or unless atan2 bool by without on ignoring group_left offset'.split(
    ' ',
  ),
  ...'5m 1h30m 5m5m 1m1h 10 1e3 1e999 0x1f NaN Inf .5 5. "a" `c` sum rate topk vector time foo'.split(
    ' ',
  ),
];
const TOKEN =
  /[A-Za-z_:][\w:]*|[\d.]+[a-z]*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|=~|!~|!=|==|<=|>=|\s+|./gs;

/** `count` expressions, each with one token dropped, doubled, exchanged or put in; the same for the same seed. */
export function mutantsOf(expressions: readonly string[], count: number, seed: number): string[] {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const mutants = new Set<string>();
  while (mutants.size < count) {
    const tokens = [...(expressions[below(expressions.length)]?.match(TOKEN) ?? [])];
    const at = below(tokens.length);
    const put = INSERTED[below(INSERTED.length)] ?? '';
    const [removed, added] = (
      [
        [1, []],
        [0, [tokens[at] ?? '']],
        [0, [put]],
        [0, [` ${put} `]],
        [1, [put]],
        [tokens.length - at, []],
      ] as const
    )[below(6)] ?? [0, []];
    tokens.splice(at, removed, ...added);
    mutants.add(tokens.join(''));
  }
  return [...mutants];
}
