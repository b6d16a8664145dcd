import { css } from '@emotion/css';
import {
  formattedValueToString,
  getFieldDisplayName,
  type DataFrame,
  type GrafanaTheme2,
} from '@grafana/data';
import { Drawer, Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import type { Inspected } from './panel-frame.tsx';

const TABS = ['Data', 'Query', 'Panel JSON'] as const;
/** Rows of a frame that the drawer lists. */
const ROWS = 200;

/** What a panel asked, what it was answered and what it is made of. */
export function Inspect({ inspected, onClose }: { inspected: Inspected; onClose: () => void }) {
  const styles = useStyles2(inspectStyles);
  const [tab, choose] = useState<(typeof TABS)[number]>('Data');
  const { data, panel, request, answers } = inspected;
  const frames = data?.frames ?? [];
  return (
    <Drawer
      title={`Inspect: ${inspected.title || `panel ${panel.id}`}`}
      onClose={onClose}
      size="lg"
      tabs={
        <TabsBar>
          {TABS.map((name) => (
            <Tab key={name} label={name} active={name === tab} onChangeTab={() => choose(name)} />
          ))}
        </TabsBar>
      }
    >
      {tab === 'Data' &&
        (frames.length === 0 ? (
          <p>No data.</p>
        ) : (
          frames.map((frame, i) => <FrameTable key={i} frame={frame} />)
        ))}
      {tab === 'Query' && (
        <>
          {(request?.queries ?? []).map((query) => {
            const refId = String(query['refId']);
            const executed = answers?.[refId]?.frames?.[0]?.schema.meta?.['executedQueryString'];
            return (
              <div key={refId}>
                <h4>{`Query ${refId}`}</h4>
                {answers?.[refId]?.error && <p className={styles.error}>{answers[refId]?.error}</p>}
                {typeof executed === 'string' && <pre className={styles.code}>{executed}</pre>}
                <pre className={styles.code}>{JSON.stringify(query, undefined, 2)}</pre>
              </div>
            );
          })}
          {!request && <p>This panel asks no data source.</p>}
        </>
      )}
      {tab === 'Panel JSON' && (
        <pre className={styles.code}>{JSON.stringify(panel, undefined, 2)}</pre>
      )}
    </Drawer>
  );
}

function FrameTable({ frame }: { frame: DataFrame }) {
  const styles = useStyles2(inspectStyles);
  return (
    <div
      className={styles.frame}
      tabIndex={0}
      role="region"
      aria-label={frame.name ?? frame.refId ?? 'Frame'}
    >
      <table className={styles.table}>
        <caption>{`${frame.refId ?? ''} ${frame.name ?? ''} ${frame.length} rows${frame.length > ROWS ? `, the first ${ROWS} are listed` : ''}`}</caption>
        <thead>
          <tr>
            {frame.fields.map((field, i) => (
              <th key={i}>{getFieldDisplayName(field, frame)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: Math.min(frame.length, ROWS) }, (_, row) => (
            <tr key={row}>
              {frame.fields.map((field, i) => {
                const value = field.values[row] as unknown;
                return (
                  <td key={i}>
                    {value !== null && typeof value === 'object'
                      ? JSON.stringify(value)
                      : field.display
                        ? formattedValueToString(field.display(value))
                        : String(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const inspectStyles = (theme: GrafanaTheme2) => ({
  code: css({ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: 12 }),
  error: css({ color: theme.colors.error.text }),
  frame: css({ overflow: 'auto', marginBottom: theme.spacing(3) }),
  table: css({
    borderCollapse: 'collapse',
    fontSize: 12,
    'td, th': {
      border: `1px solid ${theme.colors.border.weak}`,
      padding: '2px 8px',
      textAlign: 'left',
      whiteSpace: 'nowrap',
    },
    caption: {
      captionSide: 'top',
      textAlign: 'left',
      color: theme.colors.text.secondary,
      paddingBottom: 4,
    },
  }),
});
