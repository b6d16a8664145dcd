import { createTheme, type GrafanaTheme2 } from '@grafana/data';

/** Grafana 12's colours and corners: the second of its palette is yellow, that of @grafana/ui 13 is darker; what is not a circle is rounded by 2 pixels. */
export function themeOf(mode: 'light' | 'dark'): GrafanaTheme2 {
  const theme = createTheme({ colors: { mode } });
  const palette = theme.visualization.palette.map((name, i) => (i === 1 ? 'yellow' : name));
  const radius = { ...theme.shape.radius, default: '2px', sm: '2px', md: '2px', lg: '2px' };
  // Around the panels, and behind those without a background: that of 13 is nearly white.
  const canvas = mode === 'light' ? '#f4f5f5' : theme.colors.background.canvas;
  return {
    ...theme,
    colors: { ...theme.colors, background: { ...theme.colors.background, canvas } },
    shape: { ...theme.shape, radius },
    visualization: { ...theme.visualization, palette },
  };
}

/** Panel frames of @grafana/ui 13 as Grafana 12 draws them: what AMG offers. */
export function Grafana12Styles() {
  return <style>{GRAFANA_12}</style>;
}

const GRAFANA_12 = [
  // A title is as long as Grafana 12 lets it be: up to the menu, without gaps.
  '[data-testid="data-testid header-container"]{gap:0!important;padding-left:4px!important;padding-right:0!important}',
  '[data-testid="data-testid header-container"]>*{position:relative;top:-4px}',
  '[data-testid="data-testid header-container"]>:first-child{padding-right:8px}',
  '[data-testid="title-items-container"]>*{min-width:32px;display:flex;justify-content:center}',
  '[data-testid^="data-testid Panel header"]{border-radius:2px!important}',
  '.gauge-cell{padding:0 2px}',
  '.rdg-cell:has(>div>[data-testid="uplot-main-div"]){padding-left:8px}',
  // Also below the window, where the browser would leave it out of a picture of the whole page.
  '.rdg{content-visibility:visible!important}',
  // A bar gauge's value is as wide as its text: @grafana/ui 13 gives it all of the room.
  '[data-testid="data-testid Bar gauge value"]{width:auto!important}',
].join('\n');
