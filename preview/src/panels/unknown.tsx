import { Empty } from './empty.tsx';
import type { PanelProps } from './panel-props.ts';

/** A panel type that this page cannot draw says so, by name. */
export function UnknownPanel({ panel }: PanelProps) {
  return <Empty text={`This preview cannot draw the panel type "${panel.type}"; Grafana does.`} />;
}
