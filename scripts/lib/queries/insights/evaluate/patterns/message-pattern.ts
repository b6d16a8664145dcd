/** What a token that varies is called, the first that fits; tried from the most particular on. */
const KINDS: readonly (readonly [name: string, form: RegExp])[] = [
  ['Time', /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}:\d{2}([.,]\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/],
  ['Time', /^\d{1,2}\/[A-Z][a-z]{2}\/\d{4}([: ]\d{2}:\d{2}:\d{2})?$/],
  ['Time', /^\d{2}:\d{2}(:\d{2}([.,]\d+)?)?$/],
  ['Time', /^\d+(\.\d+)?(ns|us|ms|s)$/],
  ['IPAddress', /^\d{1,3}(\.\d{1,3}){3}(:\d+)?$/],
  ['Number', /^[-+]?\d+(\.\d+)?%?$/],
  ['ID', /^[\da-z]+([-_][\da-z]+)*$/i],
];

/** Words are what stands between blanks, brackets, quotes and separators; dates and times with their blank are one. */
const TOKENS =
  /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?|\d{1,2}\/[A-Z][a-z]{2}\/\d{4}[: ]\d{2}:\d{2}:\d{2}|[^\s[\](){}<>"'=,;|]+|[^]/g;

/** A number with a unit of time behind it is a time. */
const TIME_UNIT = /^ (ns|us|ms|s|sec|seconds?|milliseconds?)\b/;

/** Colours of a terminal are no part of what a line says. */
const COLOURS = /\u001b\[[0-9;]*m/g;

/**
 * The shape of a text: words that hold a digit are tokens, called by what they look like and numbered by their place among the tokens;
 * everything else stays. So `[INFO] Request time: 327 ms` gives `[INFO] Request time: <Time-1> ms`, as in the documentation.
 * CloudWatch also learns which words vary from the events themselves; that is not done here.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData_Patterns.html
 */
export function patternOf(message: string): string {
  const text = message.replace(COLOURS, '');
  let count = 0;
  return text.replace(TOKENS, (word, place: number) => {
    if (!/\d/.test(word)) return word;
    const bare = word.replace(/[.:]+$/, '');
    let kind = KINDS.find(([, form]) => form.test(bare))?.[0] ?? 'Token';
    if (
      kind === 'Number' &&
      TIME_UNIT.test(text.slice(place + word.length, place + word.length + 14))
    )
      kind = 'Time';
    return `<${kind}-${++count}>${word.slice(bare.length)}`;
  });
}

/** "Based on words found in the log events such as FATAL, ERROR, and WARN." */
const SEVERITIES: readonly (readonly [label: string, form: RegExp])[] = [
  ['Error', /error|fatal/i],
  ['Warning', /warn/i],
  ['Debug', /\bdebug\b/i],
];

/** `Error`, `Warning`, `Debug` or `Info`, by the words of the text. */
export const severityOf = (text: string): string =>
  SEVERITIES.find(([, form]) => form.test(text))?.[0] ?? 'Info';
