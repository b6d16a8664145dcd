import { useEffect, useState } from 'react';

/** Pixels between the page's margins; follows the window. */
export function usePageWidth(): number {
  const measure = (): number => Math.max(200, document.documentElement.clientWidth - 32);
  const [width, set] = useState(measure);
  useEffect(() => {
    const update = (): void => set(measure());
    window.addEventListener('resize', update);
    return () => window.removeEventListener('resize', update);
  }, []);
  return width;
}
