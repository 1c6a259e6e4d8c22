"""The style of HTML pages: for dark and light screens from 320 pixels up, and for paper."""

STYLE = """\
:root {
  color-scheme: light dark;
  --ground: #ffffff; --ink: #1c1c1c; --soft: #555b61; --line: #c9ced3; --raised: #f5f6f7;
  --link: #0b4f8a; --focus: #b3470a; --bar: #2c6ea6; --within: #a9cbe6; --doubt: #8a4b08; --error: #a11212;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16191c; --ink: #e8eaec; --soft: #adb4bb; --line: #444b52; --raised: #20252a;
    --link: #8cc4f5; --focus: #ffb070; --bar: #6db1e8; --within: #2f4f69; --doubt: #f0b36a; --error: #ff9a92;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
body {
  margin: 0 auto; max-width: 62rem; padding: 1rem clamp(1rem, 4vw, 3rem);
  background: var(--ground); color: var(--ink); overflow-wrap: break-word;
}
main { display: block; }
main:focus { outline: none; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.75rem 0 .5rem; }
h1 { font-size: 1.7rem; margin-top: .75rem; }
h2 { font-size: 1.3rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; }
h3 { font-size: 1.1rem; }
h4, h5, h6 { font-size: 1rem; }
p, ul, ol, dl { margin: .5rem 0; }
p, li, dd { max-width: 46rem; }
ul, ol { padding-left: 1.5rem; }
li { margin: .3rem 0; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, [tabindex="0"]:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; background: var(--ground); padding: .5rem 1rem; }
.skip:focus { left: 1rem; top: .5rem; z-index: 1; }
.handling { max-width: none; margin: .25rem 0; text-align: center; font-weight: 700; letter-spacing: .03em; }
.cite { font-size: .75em; vertical-align: .35em; line-height: 1; margin-left: .15em; text-decoration: none; }
.cite:hover, .cite:focus { text-decoration: underline; }
.back { padding: 0 .2rem; }
:target { background: var(--raised); outline: 2px solid var(--focus); outline-offset: 2px; }
.notice { border-left: 4px solid var(--doubt); background: var(--raised); padding: .5rem .75rem; }
.error { color: var(--error); }
.warning { color: var(--doubt); }
p.notice.warning, p.notice.error { color: inherit; }
pre { overflow-x: auto; background: var(--raised); padding: .5rem .75rem; margin: .25rem 0; }
code, pre { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .9em; }
.scroll { overflow-x: auto; margin: .75rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--soft); }
tbody th { font-weight: 600; }
.card { border: 1px solid var(--line); border-radius: .4rem; padding: .6rem 1rem; margin: .75rem 0; }
.card > :is(h2, h3, h4, h5, h6) { margin-top: .25rem; border: 0; }
dl > div { display: grid; grid-template-columns: minmax(7rem, 11rem) minmax(0, 1fr); gap: 0 1rem; padding: .15rem 0; }
dt { color: var(--soft); font-weight: 600; grid-column: 1; }
dd { margin: 0; grid-column: 2; }
ol.timeline { list-style: none; padding: 0; }
.timeline li {
  display: grid; grid-template-columns: minmax(7rem, 11rem) minmax(0, 1fr); gap: 0 1rem;
  padding: .4rem 0; border-bottom: 1px solid var(--line); max-width: none; margin: 0;
}
.timeline p { margin: 0; grid-column: 2; }
.timeline .date { grid-column: 1; grid-row: 1 / span 3; font-weight: 600; }
.where { color: var(--soft); }
.mark { color: var(--doubt); }
figure { margin: .75rem 0 1rem; }
.axis svg { display: block; width: 100%; height: auto; max-width: 56rem; }
.axis svg.narrow { display: none; max-width: 30rem; }
.axis text {
  font-size: 12px; fill: var(--ink); stroke: var(--ground); stroke-width: 3px; paint-order: stroke;
  stroke-linejoin: round;
}
.axis .tick { fill: var(--soft); font-size: 11px; }
.axis path { fill: none; stroke: var(--soft); }
.axis .grid { stroke: var(--line); stroke-width: .75; }
.axis .day, .axis .lasting { fill: var(--bar); stroke: var(--bar); }
.axis .within { fill: var(--within); stroke: var(--bar); }
.axis .doubt { fill-opacity: .4; stroke-dasharray: 3 2; }
.axis .disputed { stroke: var(--doubt); stroke-width: 1.75; }
.axis .fade stop { stop-color: var(--bar); }
.axis .tie { stroke: var(--doubt); stroke-width: 1.75; stroke-dasharray: 1.5 3; stroke-linecap: round; }
figcaption { display: flex; flex-wrap: wrap; gap: .1rem 1.25rem; color: var(--soft); font-size: .9rem; }
.axis svg.sign { display: inline-block; width: 24px; height: 14px; vertical-align: -2px; }
.notes ol { padding-left: 2.75rem; }
.notes li { padding-left: .25rem; }
@media screen and (max-width: 40rem) {
  dl > div, .timeline li { display: block; }
  dd { margin-left: 0; }
  .axis svg.wide { display: none; }
  .axis svg.narrow { display: block; }
  table, thead, tbody, tr, th, td { display: block; }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tbody tr { border-bottom: 2px solid var(--soft); padding: .4rem 0; }
  tbody th, tbody td { border: 0; padding: .15rem 0; }
  tbody td::before { content: attr(data-title) ": "; color: var(--soft); font-weight: 600; }
}
@media print {
  :root {
    --ground: #fff; --ink: #000; --soft: #444; --line: #999; --raised: #f3f3f3;
    --link: #000; --bar: #2c6ea6; --within: #bcd5ea; --doubt: #6b3a06; --error: #8a0f0f;
  }
  @page { margin: 20mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt; } }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  p, li, dd { max-width: none; orphans: 3; widows: 3; }
  a { color: inherit; text-decoration: none; }
  .skip, .back { display: none; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; break-inside: avoid; }
  .card, .timeline li, tr, figure, .notice, .notes li, .sources li { break-inside: avoid; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
  .axis .grid { stroke: #ddd; }
  .axis svg.wide { display: block; }
  .axis svg.narrow { display: none; }
}
"""
