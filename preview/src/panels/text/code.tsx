import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { guides, jsonTokens, type Token } from './json-tokens.ts';

interface CodeProps {
  readonly text: string;
  readonly language: string;
  readonly numbered: boolean;
  readonly height: number;
}

/** Code as the editor of Grafana's text panel (Monaco, read only) shows it; JSON in its colours, other languages plain. */
export function Code({ text, language, numbered, height }: CodeProps) {
  const styles = useStyles2(codeStyles);
  const colors = useTheme2().isDark ? DARK : LIGHT;
  const lines = text.split(/\r?\n/);
  const levels = guides(lines);
  return (
    <div className={styles.box} style={{ height }}>
      {lines.map((line, i) => (
        <div key={i} className={styles.line} style={{ paddingLeft: numbered ? NUMBERED : PLAIN }}>
          {numbered && <span className={i === 0 ? styles.currentNumber : styles.number}>{i + 1}</span>}
          <span className={i === 0 ? styles.current : styles.text}>
            {Array.from({ length: levels[i] ?? 0 }, (_, level) => (
              <span key={level} className={styles.guide} style={{ left: `${level * INDENT}ch` }} />
            ))}
            {language === 'json'
              ? jsonTokens(line).map((token, j) => (
                  <span key={j} style={{ color: colors[token.kind] }}>
                    {token.text}
                  </span>
                ))
              : line || ' '}
          </span>
        </div>
      ))}
    </div>
  );
}

/** Pixels left of the text: four digits, the folding marks and the decorations; without numbers the decorations alone. */
const NUMBERED = 58;
const PLAIN = 8;
/** Columns of an indent, as the guides count them. */
const INDENT = 2;

type Colors = Readonly<Record<Token['kind'], string | undefined>>;
/** Monaco's themes "vs-dark" and "vs". */
const DARK: Colors = { key: '#9cdcfe', string: '#ce9178', word: '#ce9178', number: '#b5cea8', other: undefined };
const LIGHT: Colors = { key: '#a31515', string: '#0451a5', word: '#0451a5', number: '#098658', other: undefined };

const codeStyles = (theme: GrafanaTheme2) => {
  const dark = theme.isDark;
  const border = `2px solid ${dark ? '#282828' : '#eeeeee'}`;
  const number = css({
    position: 'absolute',
    top: 1,
    left: 0,
    width: 34,
    textAlign: 'right',
    color: dark ? '#858585' : '#237893',
  });
  const text = css({ position: 'relative', flex: 1, minWidth: 'max-content' });
  return {
    box: css({
      overflow: 'auto',
      paddingTop: theme.spacing(0.5),
      fontFamily: theme.typography.fontFamilyMonospace,
      fontSize: 14,
      lineHeight: '19px',
      whiteSpace: 'pre',
      letterSpacing: 0,
      color: dark ? '#d4d4d4' : '#000000',
    }),
    line: css({ position: 'relative', display: 'flex', height: 19 }),
    number,
    currentNumber: css([number, { color: dark ? '#c6c6c6' : '#0b216f' }]),
    text,
    // The cursor stands in the first line until somebody clicks.
    current: css([
      text,
      { '&::before': { content: '""', position: 'absolute', inset: 0, border, pointerEvents: 'none' } },
    ]),
    guide: css({
      position: 'absolute',
      width: 1,
      height: 19,
      background: dark ? '#404040' : '#d3d3d3',
    }),
  };
};
