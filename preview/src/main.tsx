import { createRoot } from 'react-dom/client';
import { readBoot } from './boot.ts';
import { fillRegistries } from './data/registries.ts';
import { App } from './page/app.tsx';
import './fonts.css';

fillRegistries();
const root = document.querySelector('#root');
if (root) createRoot(root).render(<App boot={readBoot()} />);
