import { useTheme2 } from '@grafana/ui';

/** The grey sentence in the middle of a panel that has nothing to draw. */
export function Empty({ text = 'No data' }: { text?: string }) {
  const theme = useTheme2();
  return (
    <div
      style={{
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'center',
        height: '100%',
        width: '100%',
        textAlign: 'center',
        color: theme.colors.text.secondary,
        fontSize: theme.typography.size.lg,
      }}
    >
      {text}
    </div>
  );
}
