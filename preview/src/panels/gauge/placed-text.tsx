import type { ReactNode } from 'react';

interface PlacedTextProps {
  /** Its middle, in pixels from the box's left; cut to a whole pixel, as the chart library does. */
  readonly x: number;
  /** Its upper edge; its middle, cut to a whole pixel, where the text is turned. */
  readonly y: number;
  readonly size: number;
  readonly color?: string | undefined;
  /** Degrees by which the text is turned around its middle. */
  readonly turn?: number;
  readonly children: ReactNode;
}

/** A line of text around a place in a positioned box, whatever its own width. */
export function PlacedText({ x, y, size, color, turn, children }: PlacedTextProps) {
  return (
    <div
      style={{
        position: 'absolute',
        left: Math.trunc(x),
        top: turn === undefined ? y : Math.trunc(y),
        width: 0,
        height: 0,
        display: 'flex',
        justifyContent: 'center',
        alignItems: turn === undefined ? 'flex-start' : 'center',
      }}
    >
      <span
        style={{
          flex: 'none',
          whiteSpace: 'nowrap',
          fontSize: size,
          color,
          ...(turn !== undefined && { transform: `rotate(${turn}deg)` }),
        }}
      >
        {children}
      </span>
    </div>
  );
}
