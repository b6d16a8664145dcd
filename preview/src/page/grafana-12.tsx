import { createTheme, type GrafanaTheme2 } from '@grafana/data';

/** Grafana 12's colours: the second of its palette is yellow, that of @grafana/ui 13 is darker. */
export function themeOf(mode: 'light' | 'dark'): GrafanaTheme2 {
  const theme = createTheme({ colors: { mode } });
  const palette = theme.visualization.palette.map((name, i) => (i === 1 ? 'yellow' : name));
  return { ...theme, visualization: { ...theme.visualization, palette } };
}

/** Panel frames of @grafana/ui 13 as Grafana 12 draws them: what AMG offers. */
export function Grafana12Styles() {
  return <style>{GRAFANA_12}</style>;
}

const GRAFANA_12 = [
  '[data-testid="data-testid header-container"]>*{position:relative;left:-4px;top:-4px}',
  '[data-testid^="data-testid Panel header"]{border-radius:2px!important}',
].join('\n');
