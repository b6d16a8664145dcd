import { Menu } from '@grafana/ui';

export interface PanelLink {
  readonly title: string;
  /** Absent where the link's address is harmful. */
  readonly url: string | undefined;
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
      {links.map((link, i) => (
        <Menu.Item
          key={i}
          label={link.title}
          icon="link"
          {...(link.url !== undefined && { url: link.url })}
          target={link.blank ? '_blank' : '_self'}
        />
      ))}
    </Menu>
  );
}
