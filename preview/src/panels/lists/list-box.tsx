import type { ReactNode } from 'react';
import type { PanelProps } from '../panel-props.ts';

interface ListBoxProps {
  readonly of: PanelProps;
  /** What it is called where the panel has no title. */
  readonly name: string;
  readonly children: ReactNode;
}

/** What a panel lists, in a box that scrolls, by keyboard too. */
export const ListBox = ({ of: { panel, height }, name, children }: ListBoxProps) => (
  <div
    style={{ height, overflow: 'auto' }}
    tabIndex={0}
    role="region"
    aria-label={panel.title || name}
  >
    {children}
  </div>
);
