import { cx } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import { Icon, useStyles2, useTheme2 } from '@grafana/ui';
import { useState } from 'react';
import { levelColor } from './levels.ts';
import type { LogsOptions } from './options.ts';
import type { LogRow } from './rows.ts';
import { logStyles } from './styles.ts';
import { inColor } from './terminal-colors.tsx';

interface LineProps {
  readonly row: LogRow;
  readonly options: LogsOptions;
  /** Some lines stand for several: there is a column for how many. */
  readonly counted: boolean;
  readonly common: Readonly<Record<string, string>>;
  readonly timeZone: string;
}

/** One line and, when it is opened, its labels and fields. */
export function LogLine({ row, options, counted, common, timeZone }: LineProps) {
  const styles = useStyles2(logStyles);
  const theme = useTheme2();
  const [open, toggle] = useState(false);
  const labels = Object.entries(row.labels).filter(([k]) => !(k in common));
  return (
    <>
      <tr
        className={styles.row}
        onClick={options.enableLogDetails ? () => toggle(!open) : undefined}
      >
        {counted && (
          <td className={styles.count}>{row.duplicates > 0 ? `${row.duplicates + 1}x` : ''}</td>
        )}
        <td
          className={cx(styles.level, !options.enableLogDetails && styles.levelAlone)}
          style={{ '--level': levelColor(row.level, theme) } as never}
          title={row.level}
        />
        {options.enableLogDetails && (
          <td className={styles.toggle}>
            <Icon
              name={open ? 'angle-down' : 'angle-right'}
              aria-label={open ? 'Hide details' : 'Show details'}
            />
          </td>
        )}
        {options.showTime && (
          <td className={styles.time}>
            {dateTimeFormat(row.time, { timeZone, defaultWithMS: true })}
          </td>
        )}
        {options.showLabels && (
          <td className={styles.labels}>
            {labels.length === 0 ? (
              <span className={styles.none}>(no unique labels)</span>
            ) : (
              labels.map(([k, v]) => (
                <span key={k} className={styles.label} title={`${k}=${v}`}>{`${k}=${v}`}</span>
              ))
            )}
          </td>
        )}
        <td
          className={cx(styles.message, options.wrapLogMessage ? styles.wrapped : styles.oneLine)}
        >
          {inColor(textOf(row, options))}
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={6}>
            <dl className={styles.details}>
              {Object.entries({ ...row.labels, ...row.fields }).map(([k, v]) => (
                <div key={k}>
                  <dt>{k}</dt>
                  <dd>{v}</dd>
                </div>
              ))}
            </dl>
          </td>
        </tr>
      )}
    </>
  );
}

function textOf(row: LogRow, options: LogsOptions): string {
  if (options.displayedFields.length > 0)
    return options.displayedFields
      .flatMap((name) => {
        const value = row.fields[name] ?? row.labels[name];
        return value === undefined ? [] : [`${name}=${value}`];
      })
      .join(' ');
  const { body } = row;
  if (options.prettifyLogMessage && /^\s*[[{]/.test(body)) {
    try {
      return JSON.stringify(JSON.parse(body), undefined, 2);
    } catch {
      // Not JSON after all: shown as it stands.
    }
  }
  return options.wrapLogMessage ? body : body.replace(/\r\n|\r|\n/g, '');
}
