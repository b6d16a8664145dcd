/** What a token that varies is called, the first that fits; tried from the most particular on. */
const KINDS: readonly (readonly [name: string, form: RegExp])[] = [
  ['Date', /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}:\d{2}([.,]\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/],
  ['Date', /^\d{1,2}\/[A-Z][a-z]{2}\/\d{4}([: ]\d{2}:\d{2}:\d{2})?$/],
  ['Time', /^\d{2}:\d{2}(:\d{2}([.,]\d+)?)?$/],
  ['Time', /^\d+(\.\d+)?(ms|s|us|ns)$/],
  ['UUID', /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i],
  ['IPAddress', /^\d{1,3}(\.\d{1,3}){3}(:\d+)?$/],
  ['Number', /^[-+]?\d+(\.\d+)?%?$/],
];

/** Words are what stands between blanks, brackets, quotes and separators; dates and times with their blank are one. */
const TOKENS =
  /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?|\d{1,2}\/[A-Z][a-z]{2}\/\d{4}[: ]\d{2}:\d{2}:\d{2}|[^\s[\](){}<>"'=,;|]+|[^]/g;

/** Colours of a terminal are no part of what a line says. */
const COLOURS = /\u001b\[[0-9;]*m/g;

/**
 * The shape of a text: words that hold a digit are tokens, `<Number-1>`, `<Date-2>`, `<Token-3>`, numbered by their place among the
 * tokens; everything else stays. So `[INFO] Request time: 327 ms` gives `[INFO] Request time: <Number-1> ms`.
 */
export function patternOf(text: string): string {
  let count = 0;
  return text.replace(COLOURS, '').replace(TOKENS, (word) => {
    if (!/\d/.test(word)) return word;
    const bare = word.replace(/[.:]+$/, '');
    const kind = KINDS.find(([, form]) => form.test(bare))?.[0] ?? 'Token';
    return `<${kind}-${++count}>${word.slice(bare.length)}`;
  });
}

const SEVERITIES: readonly (readonly [label: string, form: RegExp])[] = [
  ['Error', /\b(error|exception|fatal|critical|fail(ed|ure)?|traceback)\b/i],
  ['Warning', /\bwarn(ing)?\b/i],
  ['Debug', /\b(debug|trace)\b/i],
];

/** `Error`, `Warning`, `Info` or `Debug`, by the words of the text. */
export const severityOf = (text: string): string =>
  SEVERITIES.find(([, form]) => form.test(text))?.[0] ?? 'Info';
