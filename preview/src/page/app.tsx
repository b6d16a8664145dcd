import { ThemeContext } from '@grafana/data';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import { useMemo, useState } from 'react';
import type { Boot } from '../model/boot.ts';
import { useAccessibleNames } from './accessible-names.ts';
import { readAddress, writeAddress } from './address.ts';
import { DashboardPage } from './dashboard-page.tsx';
import { Grafana12Styles, themeOf } from './grafana-12.tsx';

/** The whole page: one dashboard, from a server or from a recording. */
export function App({ boot }: { boot: Boot }) {
  const address = useMemo(() => readAddress(location.search), []);
  useAccessibleNames();
  const [mode, setMode] = useState<'light' | 'dark'>(address.theme ?? 'dark');
  const theme = useMemo(() => themeOf(mode), [mode]);
  const toggleTheme = (): void => {
    const next = mode === 'dark' ? 'light' : 'dark';
    writeAddress({ theme: next });
    setMode(next);
  };
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <Grafana12Styles />
      <DashboardPage boot={boot} onTheme={toggleTheme} />
      <PortalContainer />
    </ThemeContext.Provider>
  );
}
