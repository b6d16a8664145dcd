const ASSIGN = new Set(':=');
const SPACE = new Set(' \t\r\n');
const SEPARATE = new Set(',;&{}');
const QUOTES = new Set('"\'');

/**
 * Pairs such as `a=1, b: "two words"` in a text. As Grafana reads it: a word alone is a key without a value, quotes and
 * backslashes keep what they hold, and commas, braces and the like only separate.
 */
export function keyValuePairs(text: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  let [key, word] = ['', ''];
  const endWord = (): void => {
    if (word === '') return;
    if (key === '') key = word;
    else {
      pairs[key] = word;
      key = '';
    }
    word = '';
  };
  const wordAlone = (): void => {
    if (word === '' || key !== '') return;
    pairs[word] = '';
    word = '';
  };
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    let letter = text.charAt(i);
    if (quote !== '' && letter === quote) {
      quote = '';
      letter = text.charAt(++i);
    }
    if (letter === '\\') {
      word += text.charAt(++i);
      continue;
    }
    if (quote !== '') {
      word += letter;
    } else if (ASSIGN.has(letter)) {
      if (word === '') continue;
      if (key !== '') pairs[key] = '';
      [key, word] = [word, ''];
    } else if (SPACE.has(letter) || QUOTES.has(letter)) {
      if (QUOTES.has(letter)) quote = letter;
      wordAlone();
      endWord();
    } else if (SEPARATE.has(letter)) {
      endWord();
    } else {
      word += letter;
      if (i === text.length - 1) wordAlone();
    }
  }
  if (key !== '') pairs[key] = word;
  return pairs;
}
