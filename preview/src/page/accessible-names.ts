import { useEffect } from 'react';

/**
 * @grafana/ui names some buttons without their visible text ("All series selected" for a legend's "GET 200"), so that nobody can
 * speak to them. The text is put in front of such a name.
 */
export function useAccessibleNames(): void {
  useEffect(() => {
    const name = (root: ParentNode): void => {
      for (const button of root.querySelectorAll<HTMLElement>('button[aria-label]')) {
        const text = button.textContent?.replace(/\s+/g, ' ').trim() ?? '';
        const label = button.getAttribute('aria-label') ?? '';
        if (text !== '' && !label.includes(text))
          button.setAttribute('aria-label', `${text}: ${label}`);
      }
    };
    name(document);
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof HTMLElement ? target : target.parentElement;
        if (element) name(element.parentElement ?? element);
      }
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    return () => observer.disconnect();
  }, []);
}
