import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { safeUrl } from '../../data/safe-url.ts';
import { optionsOf, type PanelProps } from '../panel-props.ts';
import { DASHLIST, dashlistPaths } from '../../model/list-paths.ts';
import { Empty } from '../empty.tsx';
import { ListBox } from './list-box.tsx';
import { NOT_RECORDED, useJson } from './use-json.ts';

interface Hit {
  uid: string;
  title: string;
  url: string;
  folderTitle?: string;
  isStarred?: boolean;
}

/** Links to other dashboards: starred ones and those that a search finds. */
export function DashboardListPanel(props: PanelProps) {
  const options = optionsOf(props.panel, DASHLIST);
  const styles = useStyles2(dashlistStyles);
  const { api } = props.page;
  const { showStarred, showSearch } = options;
  const paths = dashlistPaths(options, (text) => props.replace(text, {}, 'text'));
  const starred = useJson<Hit[]>(api, paths.starred);
  const found = useJson<Hit[]>(api, paths.search);
  if (starred === NOT_RECORDED || found === NOT_RECORDED) return <Empty text={NOT_RECORDED} />;
  const groups = [
    { heading: 'Starred dashboards', hits: starred, show: showStarred },
    { heading: 'Search', hits: found, show: showSearch },
  ];
  const stars = new Set(starred?.map(({ uid }) => uid));
  const parameters = props.replace(
    [
      ...(options.keepTime ? ['${__url_time_range}'] : []),
      ...(options.includeVars ? ['${__all_variables}'] : []),
    ].join('&'),
  );
  return (
    <ListBox of={props} name="Dashboards">
      {groups
        .filter((g) => g.show)
        .map(({ heading, hits }) => (
          <div key={heading} className={styles.section}>
            {options.showHeadings && <h6 className={styles.heading}>{heading}</h6>}
            <ul className={styles.list}>
              {sorted(hits).map((hit) => (
                <li key={hit.uid} className={styles.item}>
                  <div className={styles.body}>
                    <a
                      className={styles.link}
                      href={safeUrl(`${hit.url}${parameters ? `?${parameters}` : ''}`)}
                    >
                      {hit.title}
                    </a>
                    {options.showFolderNames && hit.folderTitle && (
                      <div className={styles.folder}>{hit.folderTitle}</div>
                    )}
                  </div>
                  <Star on={hit.isStarred === true || stars.has(hit.uid)} />
                </li>
              ))}
            </ul>
          </div>
        ))}
    </ListBox>
  );
}

const Star = ({ on }: { on: boolean }) => (
  <Icon name={on ? 'favorite' : 'star'} type={on ? 'mono' : 'default'} aria-hidden />
);

const sorted = (hits: readonly Hit[] = []): Hit[] =>
  [...hits].sort((a, b) => a.title.localeCompare(b.title));

const dashlistStyles = (theme: GrafanaTheme2) => ({
  // Margins of what is inside stay inside.
  section: css({ display: 'flow-root', marginBottom: theme.spacing(2), paddingTop: 4 }),
  heading: css({
    ...theme.typography.h6,
    margin: theme.spacing(0, 1, 0, 0),
    padding: theme.spacing(0.25, 1),
  }),
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  item: css({
    display: 'flex',
    alignItems: 'center',
    margin: theme.spacing(1),
    padding: theme.spacing(1, 1.5, 1, 1),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  body: css({ flex: 1, overflow: 'hidden' }),
  link: css({ '&:hover': { color: theme.colors.text.link, textDecoration: 'underline' } }),
  folder: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: theme.typography.body.lineHeight,
  }),
});
