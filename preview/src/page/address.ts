/** What the page's address says, in Grafana's own parameters. */
export interface Address {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly refresh: string | undefined;
  readonly viewPanel: string | undefined;
  readonly theme: 'light' | 'dark' | undefined;
  readonly kiosk: boolean;
  readonly variables: Readonly<Record<string, readonly string[]>>;
  /** The older table, which Grafana up to 12.3 draws. */
  readonly classicTable: boolean;
  /** All panels are drawn at once, not when they come into view: for pictures and print. */
  readonly eager: boolean;
  /** One panel (`viewPanel`) fills the window, with nothing around it. */
  readonly solo: boolean;
}

export function readAddress(search: string): Address {
  const parameters = new URLSearchParams(search);
  const variables: Record<string, string[]> = {};
  for (const [key, value] of parameters)
    if (key.startsWith('var-')) (variables[key.slice(4)] ??= []).push(value);
  const theme = parameters.get('theme');
  return {
    from: parameters.get('from') ?? undefined,
    to: parameters.get('to') ?? undefined,
    refresh: parameters.get('refresh') ?? undefined,
    viewPanel: parameters.get('viewPanel')?.replace(/^panel-(?=\d+$)/, '') ?? undefined,
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
    kiosk: parameters.has('kiosk'),
    variables,
    classicTable: parameters.get('table') === 'classic',
    eager: parameters.has('eager'),
    solo: parameters.has('solo') && parameters.has('viewPanel'),
  };
}

/** Puts values into the address without loading the page anew; undefined takes a parameter out. */
export function writeAddress(
  changes: Readonly<Record<string, string | readonly string[] | undefined>>,
): void {
  const url = new URL(location.href);
  for (const [key, value] of Object.entries(changes)) {
    url.searchParams.delete(key);
    for (const one of value === undefined ? [] : [value].flat()) url.searchParams.append(key, one);
  }
  try {
    history.replaceState(undefined, '', url);
  } catch {
    // A page that is opened from a file may not change its address in every browser.
  }
}
