import { useEffect, useRef } from 'react';
import type { Placed } from '../model/layout.ts';

interface Keys {
  readonly placed: readonly Placed[];
  /** Key of the panel that fills the page. */
  readonly viewed: string | undefined;
  readonly onView: (key: string | undefined) => void;
  readonly onRefresh: () => void;
  readonly onTheme: () => void;
  /** Escape: closes what is open. */
  readonly onClose: () => void;
}

/** Escape goes back; arrows walk through the panels of a fullscreen view; `v` opens the focused panel, `r` asks again, `t` switches light and dark. */
export function useKeyboard(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement | null;
      if (
        target?.closest('input, textarea, select, [contenteditable]') ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey
      )
        return;
      const { placed, viewed, onView, onRefresh, onTheme, onClose } = latest.current;
      const index = placed.findIndex((p) => p.key === viewed);
      if (event.key === 'Escape') onClose();
      else if (viewed && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
        const next =
          placed[(index + (event.key === 'ArrowRight' ? 1 : placed.length - 1)) % placed.length];
        if (next) onView(next.key);
      } else if (event.key === 'v') {
        const focused =
          target?.closest<HTMLElement>('[data-panel-key]') ??
          document.querySelector<HTMLElement>('[data-panel-key]:hover');
        if (focused) onView(viewed ? undefined : focused.dataset['panelKey']);
      } else if (event.key === 'r') onRefresh();
      else if (event.key === 't') onTheme();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
