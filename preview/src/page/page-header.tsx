import { IconButton, useStyles2 } from '@grafana/ui';
import type { Boot } from '../model/boot.ts';
import { IncidentChooser } from './incident-chooser.tsx';
import { pageStyles } from './page-styles.ts';

interface PageHeaderProps {
  readonly title: string | undefined;
  readonly boot: Boot;
  readonly onIncident: () => void;
  readonly onEdit: () => void;
  readonly onTheme: () => void;
}

/** The dashboard's name, and what can be done with the page as a whole. */
export function PageHeader({ title, boot, onIncident, onEdit, onTheme }: PageHeaderProps) {
  const styles = useStyles2(pageStyles);
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>{title}</h1>
      <IncidentChooser boot={boot} onChosen={onIncident} />
      {boot.kind === 'server' && boot.signIn && (
        <IconButton
          name="brackets-curly"
          size="lg"
          tooltip="Edit JSON"
          aria-label="Edit JSON"
          onClick={onEdit}
        />
      )}
      <IconButton
        name="adjust-circle"
        size="lg"
        tooltip="Light or dark"
        aria-label="Light or dark"
        onClick={onTheme}
      />
    </header>
  );
}
