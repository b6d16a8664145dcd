import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { Card, RenderUserContentAsHTML, TagList, useStyles2 } from '@grafana/ui';
import type { StoredAnnotation } from '../../model/annotation.ts';
import { ANNOLIST, annolistPath } from '../../model/list-paths.ts';
import { Empty } from '../empty.tsx';
import { optionsOf, type PanelProps } from '../panel-props.ts';
import { Avatar } from './avatar.tsx';
import { ListBox } from './list-box.tsx';
import { NOT_RECORDED, useJson } from './use-json.ts';

/** Annotations, newest first. */
export function AnnotationListPanel(props: PanelProps) {
  const options = optionsOf(props.panel, ANNOLIST);
  const styles = useStyles2(annolistStyles);
  const { api, dashboard } = props.page;
  const { from, to } = props.range;
  const about = { uid: dashboard.uid ?? '', from: from.valueOf(), to: to.valueOf() };
  const annotations = useJson<StoredAnnotation[]>(
    api,
    annolistPath(options, about, (text) => props.replace(text)),
  );
  if (annotations === NOT_RECORDED) return <Empty text={NOT_RECORDED} />;
  if (annotations?.length === 0) return <div className={styles.none}>No annotations found</div>;
  return (
    <ListBox of={props} name="Annotations">
      <ul className={styles.list}>
        {annotations?.map((a) => (
          <li key={a.id}>
            <Item annotation={a} show={options} timeZone={props.timeZone} />
          </li>
        ))}
      </ul>
    </ListBox>
  );
}

interface ItemProps {
  readonly annotation: StoredAnnotation;
  readonly show: Pick<typeof ANNOLIST, 'showUser' | 'showTime' | 'showTags'>;
  readonly timeZone: string;
}

function Item({ annotation, show, timeZone }: ItemProps) {
  const styles = useStyles2(annolistStyles);
  const { time, timeEnd, login, tags } = annotation;
  return (
    <Card noMargin className={styles.card}>
      <Card.Heading>
        <RenderUserContentAsHTML className={styles.heading} content={withoutMedia(annotation.text ?? '')} />
      </Card.Heading>
      {show.showTime && time !== undefined && (
        <Card.Description className={styles.span}>
          <span className={styles.time}>{dateTimeFormat(time, { timeZone })}</span>
          {timeEnd !== undefined && timeEnd !== 0 && timeEnd !== time && (
            <>
              <span className={styles.time}>-</span>
              <span className={styles.time}>{dateTimeFormat(timeEnd, { timeZone })}</span>{' '}
            </>
          )}
        </Card.Description>
      )}
      {show.showUser && login && (
        <Card.Meta className={styles.meta}>
          <Avatar login={login} />
        </Card.Meta>
      )}
      {show.showTags && tags && (
        <Card.Tags>
          <TagList className={styles.tags} tags={[...tags]} />
        </Card.Tags>
      )}
    </Card>
  );
}

/** An annotation's text may be HTML, which Grafana cleans and shows; this page fetches nothing for it. */
function withoutMedia(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const media of body.querySelectorAll('img, picture, video, audio, iframe')) media.remove();
  return body.innerHTML;
}

const annolistStyles = (theme: GrafanaTheme2) => ({
  none: css({
    display: 'grid',
    placeItems: 'center',
    height: 'calc(100% - 30px)',
    color: theme.colors.text.secondary,
  }),
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  // One line of heading, time, user and tags, instead of the card's usual grid.
  card: css({
    gridTemplateAreas: '"Heading Description Meta Tags"',
    gridTemplateColumns: 'auto 1fr auto auto',
    width: 'inherit',
    margin: theme.spacing(0.5),
    padding: theme.spacing(1),
  }),
  heading: css({
    a: { color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } },
  }),
  tags: css({ 'li > *': { display: 'inline-block' } }),
  meta: css({ margin: 0, position: 'relative', justifyContent: 'end' }),
  span: css({ margin: 0, alignSelf: 'center' }),
  time: css({
    margin: theme.spacing(0, 1),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
