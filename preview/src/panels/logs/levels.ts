import type { GrafanaTheme2 } from '@grafana/data';

export type Level = 'critical' | 'error' | 'warning' | 'info' | 'debug' | 'trace' | 'unknown';

const COLORS: Readonly<Record<Exclude<Level, 'warning' | 'unknown'>, string>> = {
  critical: '#705da0',
  error: '#e24d42',
  info: '#7eb26d',
  debug: '#1f78c1',
  trace: '#6ed0e0',
};

/** Colour of the bar before a line. */
export function levelColor(level: Level, theme: GrafanaTheme2): string {
  if (level === 'warning') return theme.colors.warning.main;
  if (level === 'unknown') return theme.isDark ? '#8e8e8e' : '#dde4ed';
  return COLORS[level];
}

const WORDS: Readonly<Record<string, Level>> = {
  emerg: 'critical',
  fatal: 'critical',
  alert: 'critical',
  crit: 'critical',
  critical: 'critical',
  err: 'error',
  eror: 'error',
  error: 'error',
  warn: 'warning',
  warning: 'warning',
  info: 'info',
  information: 'info',
  informational: 'info',
  notice: 'info',
  dbug: 'debug',
  debug: 'debug',
  trace: 'trace',
};

const ANY_WORD = new RegExp(`\\b(${Object.keys(WORDS).join('|')})\\b`, 'i');

/** The level that a word names, or the first level word in a line. */
export function levelOf(text: string): Level {
  return (
    WORDS[text.toLowerCase()] ??
    WORDS[ANY_WORD.exec(text.slice(0, 1000))?.[1]?.toLowerCase() ?? ''] ??
    'unknown'
  );
}
