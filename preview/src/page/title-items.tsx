import { css } from '@emotion/css';
import { Icon, PanelChrome, useTheme2 } from '@grafana/ui';
import type { PanelLink } from './panel-menu.tsx';

interface TitleItemsProps {
  readonly links: readonly PanelLink[];
  /** The panel's own time, where it is not the page's. */
  readonly shift: string;
}

/** What stands beside a panel's title: its link, or a sign that the menu has several, and its own time. */
export function TitleItems({ links, shift }: TitleItemsProps) {
  const theme = useTheme2();
  const link = { color: theme.colors.text.secondary, padding: 8, display: 'inline-flex' };
  const [first] = links;
  return (
    <>
      {links.length === 1 && first && (
        <a
          href={first.url}
          target={first.blank ? '_blank' : '_self'}
          rel="noreferrer"
          title={first.title}
          aria-label={first.title || 'Link'}
          style={link}
        >
          <Icon name="external-link-alt" />
        </a>
      )}
      {links.length > 1 && (
        <span
          title={links.map(({ title }) => title).join(', ')}
          style={link}
        >
          <Icon name="link" />
        </span>
      )}
      {shift && (
        <PanelChrome.TitleItem className={css({ gap: 4, color: theme.colors.text.link, whiteSpace: 'nowrap' })}>
          <Icon name="clock-nine" size="sm" aria-hidden /> {shift}
        </PanelChrome.TitleItem>
      )}
    </>
  );
}
