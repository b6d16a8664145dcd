import type { Workspace } from '../workspace.ts';

/** Data-source plugins of an open-source Grafana that a publisher meets; sources of other types are stored all the same. */
export const PLUGINS: Readonly<Record<string, { readonly name: string; readonly logo: string }>> = {
  prometheus: { name: 'Prometheus', logo: 'prometheus/img/prometheus_logo.svg' },
  cloudwatch: { name: 'CloudWatch', logo: 'cloudwatch/img/amazon-web-services.png' },
};

export const logoOf = ({ generation }: Workspace, type: string): string => {
  const plugin = PLUGINS[type];
  if (!plugin) return 'public/img/icn-datasource.svg';
  const folder = generation.modern ? 'public/plugins' : 'public/app/plugins/datasource';
  return `${folder}/${plugin.logo}`;
};
