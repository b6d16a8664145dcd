/** Text of people (titles, messages, user names) made harmless for the place where it is shown. */

const HTML: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For HTML text and quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => HTML[c] ?? c);

/** For XML text and attributes: also without the control characters that XML 1.0 forbids. */
export const escapeXml = (text: string): string =>
  escapeHtml(text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD'));

/** For a line of GitHub-flavoured Markdown, table cells included: no markup, no mention, no link, no line break. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\\`*_{}[\]()#+!|~<>&$^=-]/g, (c) =>
      c === '<' ? '&lt;' : c === '>' ? '&gt;' : c === '&' ? '&amp;' : `\\${c}`,
    )
    .replace(/@(?=\w)/g, '@\u200B')
    .replace(/\b(https?|www)(?=[:.])/gi, '$1\u200B');

/** For a terminal: no escape sequences, no control characters, no bidirectional overrides. */
export const escapeTerminal = (text: string): string =>
  text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(
      /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g,
      (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`,
    );
