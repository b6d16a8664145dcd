/** Style sheet of the pages that show what changed; light or dark as the reader's system is. */
export const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d0d7de, #2c3038); --card: light-dark(#fff, #181b1f); --dim: light-dark(#57606a, #9aa4b2); --good: light-dark(#1a7f37, #73bf69); --bad: light-dark(#cf222e, #ff7383); --link: light-dark(#0550ae, #6e9fff) }
body { margin: 0; padding: 24px; font: 14px/1.5 system-ui, sans-serif; background: light-dark(#f6f8fa, #111217); color: light-dark(#1f2328, #ccccdc) }
main { max-width: 1700px; margin: 0 auto }
a { color: var(--link) }
h1 { font-size: 22px; margin: 0 0 4px } h2 { font-size: 17px; margin: 28px 0 8px }
.facts, .dim { color: var(--dim) }
table { border-collapse: collapse } td, th { text-align: left; padding: 4px 12px; border-bottom: 1px solid var(--line); vertical-align: top } td:last-child { overflow-wrap: anywhere }
.panel { background: var(--card); border: 1px solid var(--line); margin: 12px 0; padding: 12px }
.panel h3 { font-size: 15px; margin: 0 0 8px; overflow-wrap: anywhere }
.status { font-weight: 600; white-space: nowrap } span.status { display: inline-block; min-width: 76px }
.new .status { color: var(--good) } .removed .status { color: var(--bad) }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 12px }
figure { margin: 0 } figcaption { color: var(--dim); font-size: 12px }
.frame { position: relative; overflow: hidden; max-width: 100% } .frame img, .frame iframe { display: block; border: 0; max-width: 100%; height: auto }
.frame iframe { height: 100%; width: 100% }
.over { position: absolute; inset: 0 } .slide .over { clip-path: inset(0 0 0 var(--at, 50%)) } .difference .over { mix-blend-mode: difference }
[hidden] { display: none !important }
input[type=range] { display: block; max-width: 100%; margin: 8px 0 0 }
.modes button { font: inherit; padding: 2px 10px; border: 1px solid var(--line); background: none; color: inherit; cursor: pointer } .modes button[aria-pressed=true] { background: var(--link); color: light-dark(#fff, #111217) }
pre { overflow: auto; max-height: 70vh; padding: 12px; background: var(--card); border: 1px solid var(--line); font-size: 12px } .plus { color: var(--good) } .minus { color: var(--bad) }
summary { cursor: pointer } li, h1, .facts { overflow-wrap: anywhere }
@media (max-width: 600px) { body { padding: 12px } table, tbody, tr, td { display: block } th { display: none } tr { padding: 6px 0; border-bottom: 1px solid var(--line) } td { padding: 0; border: 0 } }
`;

/** Moves the slider's edge and switches between slider and difference; works without it, too: before and after stand side by side. */
export const SCRIPT = `
document.addEventListener('input', (event) => {
  if (event.target.type === 'range') event.target.closest('.compare').querySelector('.slide').style.setProperty('--at', event.target.value + '%');
});
document.addEventListener('click', (event) => {
  const mode = event.target.dataset && event.target.dataset.mode;
  if (!mode) return;
  const box = event.target.closest('.compare');
  for (const button of box.querySelectorAll('[data-mode]')) button.setAttribute('aria-pressed', String(button === event.target));
  for (const part of box.querySelectorAll('[data-show]')) part.hidden = part.dataset.show !== mode;
});
`;
