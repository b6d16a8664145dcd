import { Menu } from '@grafana/ui';

export interface PanelLink {
  readonly title: string;
  readonly url: string;
  readonly blank: boolean;
}

interface PanelMenuProps {
  readonly links: readonly PanelLink[];
  /** The panel fills the page already. */
  readonly viewed: boolean;
  readonly onView: () => void;
  readonly onInspect: () => void;
}

/** What the button in a panel's corner offers. */
export function PanelMenu({ links, viewed, onView, onInspect }: PanelMenuProps) {
  return (
    <Menu>
      <Menu.Item label={viewed ? 'Back to the dashboard' : 'View'} icon="eye" onClick={onView} />
      <Menu.Item label="Inspect" icon="info-circle" onClick={onInspect} />
      {links.map((link) => (
        <Menu.Item
          key={link.url}
          label={link.title}
          icon="link"
          url={link.url}
          target={link.blank ? '_blank' : '_self'}
        />
      ))}
    </Menu>
  );
}
