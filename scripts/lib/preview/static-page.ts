import type { Boot } from '../../../preview/src/model/boot.ts';
import { escapeHtml } from '../report/escape.ts';
import type { PageBundle } from './bundle.ts';

/** A page with everything in it: opens from a file, without a network. */
export function selfContainedPage(title: string, boot: Boot, bundle: PageBundle): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${bundle.style.replace(/<\/style/gi, '<\\/style')}</style>
</head>
<body>
<div id="root"></div>
<script type="application/json" id="preview">${embeddedJson(boot)}</script>
<script>${bundle.script.replace(/<\/script/gi, '<\\/script').replace(/<!--/g, '<\\!--')}</script>
</body>
</html>
`;
}

/** A page whose script and style come from the server beside it; `assets` ends with a slash. */
export function servedPage(boot: Boot, assets: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Preview</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${escapeHtml(assets)}page.css">
</head>
<body>
<div id="root"></div>
<script type="application/json" id="preview">${embeddedJson(boot)}</script>
<script src="${escapeHtml(assets)}page.js"></script>
</body>
</html>
`;
}

/** JSON that may stand inside a script element, whatever texts it holds. */
export const embeddedJson = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
