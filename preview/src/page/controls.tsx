import { css } from '@emotion/css';
import { dateTime, rangeUtil, type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { InlineSwitch, RefreshPicker, TimeRangePicker, useStyles2 } from '@grafana/ui';
import type { AnnotationQuery, Dashboard, LinkModel } from '../model/dashboard.ts';
import type { Range } from '../model/time.ts';
import type { Selected, Variable } from '../model/variables.ts';
import type { Api } from '../model/api.ts';
import { DashboardLink } from './dashboard-link.tsx';
import { VariableControl } from './variable-control.tsx';

export interface ControlsProps {
  readonly dashboard: Dashboard;
  readonly variables: readonly Variable[];
  readonly range: Range;
  /** As written: `now-6h`. */
  readonly raw: { readonly from: string; readonly to: string };
  readonly timeZone: string;
  readonly refresh: string;
  readonly api: Api;
  readonly enabled: (query: AnnotationQuery) => boolean;
  readonly onAnnotations: (name: string, on: boolean) => void;
  readonly onVariable: (name: string, selected: Selected) => void;
  readonly onRange: (from: string, to: string) => void;
  readonly onRefresh: () => void;
  readonly onRefreshInterval: (interval: string) => void;
  readonly linkUrl: (url: string, link: LinkModel) => string;
}

/** The line of controls above the panels: variables, annotations, links, time range, refresh. */
export function Controls(props: ControlsProps) {
  const styles = useStyles2(controlStyles);
  const { dashboard, range, raw } = props;
  const shown = props.variables.filter(
    (v) => (v.model.hide ?? 0) < 2 && v.model.type !== 'constant',
  );
  const switches = (dashboard.annotations?.list ?? []).filter((q) => !q.hide && q.builtIn !== 1);
  const value: TimeRange = {
    from: dateTime(range.from),
    to: dateTime(range.to),
    raw: rangeUtil.isRelativeTimeRange(raw)
      ? { ...raw }
      : { from: dateTime(range.from), to: dateTime(range.to) },
  };
  const span = range.to - range.from;
  const move = (by: number): void =>
    props.onRange(String(Math.round(range.from + by)), String(Math.round(range.to + by)));
  const chosen = (next: TimeRange): void => {
    const text = (part: unknown, at: number): string =>
      typeof part === 'string' ? part : String(at);
    props.onRange(text(next.raw.from, next.from.valueOf()), text(next.raw.to, next.to.valueOf()));
  };
  return (
    <div className={styles.bar}>
      <div className={styles.group}>
        {shown.map((variable) => (
          <VariableControl
            key={variable.model.name}
            variable={variable}
            onChange={(selected) => props.onVariable(variable.model.name, selected)}
          />
        ))}
        {switches.map((query) => (
          <InlineSwitch
            key={query.name}
            label={query.name}
            showLabel
            value={props.enabled(query)}
            onChange={(e) => props.onAnnotations(query.name, e.currentTarget.checked)}
            id={`annotation-${query.name}`}
          />
        ))}
        <div className={styles.space} />
        {(dashboard.links ?? []).map((link, i) => (
          <DashboardLink
            key={i}
            link={link}
            urlOf={(url) => props.linkUrl(url, link)}
            api={props.api}
          />
        ))}
      </div>
      {dashboard.timepicker?.hidden !== true && (
          <div className={styles.time}>
            <TimeRangePicker
              value={value}
              timeZone={props.timeZone}
              isOnCanvas
              onChange={chosen}
              onChangeTimeZone={() => undefined}
              onMoveBackward={() => move(-span / 2)}
              onMoveForward={() => move(span / 2)}
              onZoom={() =>
                props.onRange(
                  String(Math.round(range.from - span / 2)),
                  String(Math.round(range.to + span / 2)),
                )
              }
            />
            <RefreshPicker
              isOnCanvas
              text="Refresh"
              value={props.refresh}
              {...(dashboard.timepicker?.refresh_intervals && {
                intervals: dashboard.timepicker.refresh_intervals,
              })}
              onRefresh={props.onRefresh}
              onIntervalChanged={props.onRefreshInterval}
            />
          </div>
        )}
    </div>
  );
}

const controlStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    paddingBottom: 17,
    [theme.breakpoints.down('sm')]: { flexDirection: 'column-reverse', alignItems: 'stretch' },
    '@media print': { display: 'none' },
  }),
  group: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    alignItems: 'center',
    flex: 1,
    minWidth: 0,
  }),
  // Links stand at the end of their line.
  space: css({ flexGrow: 1 }),
  time: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), justifyContent: 'end' }),
});
