import pico from 'picocolors';

export type Color = 'red' | 'green' | 'yellow' | 'cyan' | 'bold' | 'dim';

/** Gives a text a colour, or leaves it as it is where colours are not wanted. Nothing is told by colour alone. */
export type Paint = (color: Color, text: string) => string;

export function painter(color: boolean): Paint {
  const colors = pico.createColors(color);
  return (name, text) => colors[name](text);
}
