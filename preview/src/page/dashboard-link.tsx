import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Dropdown, Icon, Menu, useStyles2, type IconName } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { safeUrl } from '../data/safe-url.ts';
import type { Api } from '../model/api.ts';
import type { LinkModel } from '../model/dashboard.ts';

interface LinkProps {
  readonly link: LinkModel;
  /** Where a link leads, with what it carries on. */
  readonly urlOf: (url: string) => string;
  readonly api: Api;
}

/** A link of the dashboard: to an address, or to the dashboards that have its tags, beside each other or in a menu. */
export function DashboardLink({ link, urlOf, api }: LinkProps) {
  const styles = useStyles2(linkStyles);
  const found = useFound(link, api);
  const target = link.targetBlank ? '_blank' : '_self';
  if (link.type === 'dashboards' && link.asDropdown)
    return (
      <Dropdown
        overlay={
          <Menu>
            {found.map((hit) => (
              <Menu.Item
                key={hit.uid}
                label={hit.title}
                target={target}
                {...optional(safeUrl(urlOf(hit.url)))}
              />
            ))}
          </Menu>
        }
      >
        <button type="button" className={styles}>
          <Icon name="bars" />
          {link.title}
        </button>
      </Dropdown>
    );
  const shown =
    link.type === 'dashboards'
      ? found.map(({ uid, title, url }) => ({ key: uid, title, url, icon: 'apps' as const }))
      : [{ key: '', title: link.title, url: link.url ?? '', icon: iconOf(link.icon) }];
  return (
    <>
      {shown.map(({ key, title, url, icon }) => (
        <a
          key={key}
          className={styles}
          href={safeUrl(urlOf(url))}
          target={target}
          rel="noreferrer"
          title={link.tooltip || undefined}
        >
          <Icon name={icon} />
          {title}
        </a>
      ))}
    </>
  );
}

const optional = (url: string | undefined) => (url === undefined ? {} : { url });

interface Hit {
  uid: string;
  title: string;
  url: string;
}

/** The dashboards that have the tags of a link. */
function useFound(link: LinkModel, api: Api): readonly Hit[] {
  const [found, set] = useState<readonly Hit[]>([]);
  const search =
    link.type === 'dashboards'
      ? `/api/search?${(link.tags ?? []).map((t) => `tag=${encodeURIComponent(t)}`).join('&')}&limit=100`
      : undefined;
  useEffect(() => {
    if (search)
      api
        .get(search)
        .then((hits) => set(Array.isArray(hits) ? (hits as Hit[]) : []))
        .catch(() => undefined);
  }, [search, api]);
  return found;
}

/** Grafana's own names of a link's icon. */
const ICONS: Readonly<Record<string, IconName>> = {
  'external link': 'external-link-alt',
  dashboard: 'apps',
  question: 'question-circle',
  info: 'info-circle',
  bolt: 'bolt',
  doc: 'file-alt',
  cloud: 'cloud',
};
const iconOf = (name: string | undefined): IconName =>
  (name === undefined ? undefined : ICONS[name]) ?? 'external-link-alt';

const linkStyles = (theme: GrafanaTheme2): string =>
  css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    height: 32,
    padding: theme.spacing(0, 1),
    border: `1px solid ${theme.colors.border.strong}`,
    borderRadius: theme.shape.radius.default,
    background: 'transparent',
    color: theme.colors.text.primary,
    fontSize: 12,
    fontWeight: 500,
    whiteSpace: 'nowrap',
    '&:hover': { background: theme.colors.action.hover },
  });
