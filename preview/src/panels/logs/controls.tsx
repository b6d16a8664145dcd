import { useStyles2, IconButton } from '@grafana/ui';
import type { RefObject } from 'react';
import type { LogRow } from './rows.ts';
import { logStyles } from './styles.ts';

interface ControlsProps {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly rows: readonly LogRow[];
}

/** The column of buttons beside the lines: to the end, download, to the start. */
export function LogsControls({ box, rows }: ControlsProps) {
  const styles = useStyles2(logStyles);
  const scroll = (top: number): void => box.current?.scrollTo({ top });
  return (
    <div className={styles.controls}>
      <IconButton
        name="arrow-down"
        size="lg"
        tooltip="Scroll to bottom"
        onClick={() => scroll(box.current?.scrollHeight ?? 0)}
      />
      <IconButton
        name="gf-logs"
        size="lg"
        tooltip="Download logs"
        onClick={() => download(rows.map((row) => row.body).join('\n'))}
      />
      <IconButton name="arrow-up" size="lg" tooltip="Scroll to top" onClick={() => scroll(0)} />
    </div>
  );
}

function download(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = 'logs.txt';
  link.click();
  URL.revokeObjectURL(link.href);
}
