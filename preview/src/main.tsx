import { createRoot } from 'react-dom/client';
import type { Boot } from './model/boot.ts';
import { fillRegistries } from './data/registries.ts';
import { App } from './page/app.tsx';
import './fonts.css';

fillRegistries();
const root = document.querySelector('#root');
// Texts are measured once and the measures kept: before the fonts are there, they would be another font's.
if (root)
  void Promise.allSettled([...document.fonts].map((font) => font.load())).then(() =>
    createRoot(root).render(<App boot={readBoot()} />),
  );

function readBoot(): Boot {
  const text = document.querySelector('#preview')?.textContent;
  return text ? (JSON.parse(text) as Boot) : { kind: 'server', signIn: true };
}
