import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { Icon, Tag, useStyles2 } from '@grafana/ui';
import { useEffect, useState } from 'react';
import type { StoredAnnotation } from '../model/annotation.ts';
import { optionsOf, type PanelProps } from './panel-props.ts';

interface Hit {
  uid: string;
  title: string;
  url: string;
  folderTitle?: string;
  isStarred?: boolean;
}

const DASHLIST = {
  showStarred: true,
  showRecentlyViewed: false,
  showSearch: false,
  showHeadings: true,
  showFolderNames: true,
  keepTime: false,
  includeVars: false,
  maxItems: 10,
  query: '',
  tags: [] as string[],
  folderUID: undefined as string | undefined,
};

/** Links to other dashboards: starred ones and those that a search finds. */
export function DashboardListPanel(props: PanelProps) {
  const options = optionsOf(props.panel, DASHLIST);
  const styles = useStyles2(listStyles);
  const { api } = props.page;
  const starred = useJson<Hit[]>(
    () =>
      options.showStarred
        ? api.get(`/api/search?limit=${options.maxItems}&starred=true`)
        : Promise.resolve([]),
    [options.showStarred, options.maxItems],
  );
  const search = `/api/search?limit=${options.maxItems}&query=${encodeURIComponent(options.query)}${options.folderUID ? `&folderUIDs=${encodeURIComponent(options.folderUID)}` : ''}${options.tags.map((t) => `&tag=${encodeURIComponent(t)}`).join('')}&type=dash-db`;
  const found = useJson<Hit[]>(
    () => (options.showSearch ? api.get(search) : Promise.resolve([])),
    [search, options.showSearch],
  );
  const groups = [
    { heading: 'Starred dashboards', hits: starred, show: options.showStarred },
    { heading: 'Search', hits: found, show: options.showSearch },
  ];
  const parameters = props.replace(
    [
      ...(options.keepTime ? ['${__url_time_range}'] : []),
      ...(options.includeVars ? ['${__all_variables}'] : []),
    ].join('&'),
  );
  return (
    <div
      className={styles.box}
      style={{ height: props.height }}
      tabIndex={0}
      role="region"
      aria-label={props.panel.title || 'Dashboards'}
    >
      {groups
        .filter((g) => g.show)
        .map(({ heading, hits }) => (
          <div key={heading}>
            {options.showHeadings && <h6 className={styles.heading}>{heading}</h6>}
            <ul className={styles.list}>
              {hits?.map((hit) => (
                <li key={hit.uid} className={styles.card}>
                  <div className={styles.body}>
                    <a
                      className={styles.link}
                      href={`${hit.url}${parameters ? `?${parameters}` : ''}`}
                    >
                      {hit.title}
                    </a>
                    {options.showFolderNames && hit.folderTitle && (
                      <div className={styles.folder}>{hit.folderTitle}</div>
                    )}
                  </div>
                  <Icon
                    name={hit.isStarred ? 'favorite' : 'star'}
                    type={hit.isStarred ? 'mono' : 'default'}
                    aria-hidden
                  />
                </li>
              ))}
            </ul>
          </div>
        ))}
    </div>
  );
}

const ANNOLIST = {
  onlyFromThisDashboard: false,
  onlyInTimeRange: false,
  tags: [] as string[],
  limit: 10,
  showUser: true,
  showTime: true,
  showTags: true,
};

/** Annotations, newest first. */
export function AnnotationListPanel(props: PanelProps) {
  const options = optionsOf(props.panel, ANNOLIST);
  const styles = useStyles2(listStyles);
  const { api, dashboard } = props.page;
  const path = `/api/annotations?${[
    ...options.tags.map((t) => `tags=${encodeURIComponent(t)}`),
    `limit=${options.limit}`,
    'type=annotation',
    ...(options.onlyFromThisDashboard
      ? [`dashboardUID=${encodeURIComponent(dashboard.uid ?? '')}`]
      : []),
    ...(options.onlyInTimeRange
      ? [`from=${props.range.from.valueOf()}`, `to=${props.range.to.valueOf()}`]
      : []),
  ].join('&')}`;
  const annotations = useJson<StoredAnnotation[]>(() => api.get(path), [path]);
  if (annotations?.length === 0) return <div className={styles.none}>No annotations found</div>;
  return (
    <div
      className={styles.box}
      style={{ height: props.height }}
      tabIndex={0}
      role="region"
      aria-label={props.panel.title || 'Annotations'}
    >
      <ul className={styles.list}>
        {annotations?.map((a) => (
          <li key={a.id} className={styles.annotation}>
            <div className={styles.text}>
              <span>{plainText(a.text ?? '')}</span>
              {options.showTime && (
                <span className={styles.time}>{spanText(a, props.timeZone)}</span>
              )}
            </div>
            <div className={styles.facts}>
              {options.showUser && a.login && (
                <span className={styles.avatar}>{a.login.slice(0, 1).toUpperCase()}</span>
              )}
              {options.showTags && a.tags?.map((tag) => <Tag key={tag} name={tag} />)}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

const spanText = (a: StoredAnnotation, timeZone: string): string => {
  const from = dateTimeFormat(a.time ?? 0, { timeZone });
  return a.timeEnd && a.timeEnd !== a.time
    ? `${from} - ${dateTimeFormat(a.timeEnd, { timeZone })}`
    : from;
};

/** Annotations may hold markup: shown as text without it. */
const plainText = (html: string): string =>
  new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '';

function useJson<T>(read: () => Promise<unknown>, deps: readonly unknown[]): T | undefined {
  const [value, set] = useState<T>();
  useEffect(() => {
    let current = true;
    read()
      .then((answer) => current && set(answer as T))
      .catch(() => current && set([] as T));
    return () => {
      current = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the caller names what the request depends on
  }, deps);
  return value;
}

const listStyles = (theme: GrafanaTheme2) => ({
  box: css({ overflow: 'auto' }),
  none: css({
    display: 'grid',
    placeItems: 'center',
    height: 'calc(100% - 30px)',
    color: theme.colors.text.secondary,
  }),
  heading: css({ margin: theme.spacing(1, 0, 1, 1), ...theme.typography.h6 }),
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  card: css({
    display: 'flex',
    alignItems: 'center',
    padding: theme.spacing(1),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    svg: { color: theme.colors.warning.text },
  }),
  body: css({ flex: 1, overflow: 'hidden' }),
  link: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
  folder: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  annotation: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5, 1),
    marginBottom: 8,
    background: theme.colors.background.secondary,
  }),
  text: css({
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    overflowWrap: 'break-word',
    fontSize: 14,
    fontWeight: 500,
  }),
  facts: css({ display: 'flex', flexShrink: 0, gap: theme.spacing(0.5), alignItems: 'center' }),
  avatar: css({
    width: 16,
    height: 16,
    borderRadius: '50%',
    background: theme.colors.background.secondary,
    fontSize: 10,
    display: 'grid',
    placeItems: 'center',
  }),
  time: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: 'normal',
  }),
});
