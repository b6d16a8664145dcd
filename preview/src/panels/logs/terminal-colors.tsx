import type { ReactNode } from 'react';

const ANSI = [
  '#000000',
  '#cd3131',
  '#0dbc79',
  '#e5e510',
  '#2472c8',
  '#ff00ff',
  '#11a8cd',
  '#e5e5e5',
];

/** A line with its terminal colours (`ESC[35m`) as text colours. */
export function inColor(text: string): ReactNode {
  if (!text.includes('\u001b[')) return text;
  let style: { color?: string; fontWeight?: string } = {};
  return text.split(/(\u001b\[[\d;]*m)/).map((part, i) => {
    const code = /^\u001b\[([\d;]*)m$/.exec(part);
    if (!code)
      return part ? (
        <span key={i} style={style}>
          {part}
        </span>
      ) : null;
    for (const n of (code[1] || '0').split(';').map(Number)) {
      const color = ANSI[n - 30] ?? ANSI[n - 90];
      if (n === 0) style = {};
      else if (n === 1) style = { ...style, fontWeight: 'bold' };
      else if (color) style = { ...style, color };
    }
    return null;
  });
}
