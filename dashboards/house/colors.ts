/**
 * Colours that people with any common colour vision tell apart (Okabe and Ito, "Color Universal Design", 2008).
 * A colour means one thing on every panel.
 */
export const colors = {
  good: '#009E73',
  info: '#56B4E9',
  warning: '#E69F00',
  critical: '#D55E00',
  blue: '#0072B2',
  purple: '#CC79A7',
  neutral: '#8E8E8E',
} as const;
