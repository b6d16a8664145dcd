import { useEffect, type ReactNode, type Ref, type SVGProps } from 'react';

interface InlineSvgProps extends SVGProps<SVGSVGElement> {
  /** The drawing itself, `<svg …>…</svg>`. */
  readonly src: string;
  readonly title?: string;
  readonly innerRef?: Ref<SVGSVGElement>;
  readonly loader?: ReactNode;
  readonly onLoad?: () => void;
}

interface Drawing {
  readonly viewBox?: string;
  readonly fill?: string;
  readonly inside: string;
}

const drawings = new Map<string, Drawing>();

/**
 * Stands in for react-inlinesvg, which parses each icon into React elements one by one: a dashboard has a hundred, and all of them are
 * in the bundle.
 */
export default function InlineSvg(props: InlineSvgProps) {
  const { src, title, innerRef, loader: _loader, onLoad, onError: _onError, ...rest } = props;
  // Icon waits for the last drawing before it shows another.
  useEffect(() => onLoad?.(), [src]);
  const { inside, ...attributes } = drawingOf(src);
  const html = title ? `<title>${escaped(title)}</title>${inside}` : inside;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      ref={innerRef}
      {...attributes}
      {...rest}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

function drawingOf(src: string): Drawing {
  const known = drawings.get(src);
  if (known) return known;
  const [, head = '', inside = ''] = /<svg([^>]*)>([\s\S]*)<\/svg>/.exec(src) ?? [];
  const attribute = (name: string): string | undefined =>
    new RegExp(`\\s${name}="([^"]*)"`).exec(head)?.[1];
  const [viewBox, fill] = [attribute('viewBox'), attribute('fill')];
  const drawing = {
    ...(viewBox !== undefined && { viewBox }),
    ...(fill !== undefined && { fill }),
    inside,
  };
  drawings.set(src, drawing);
  return drawing;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
