const colours = `
:root {
  color-scheme: light dark;
  --paper: #fff; --panel: #f7f8fa; --ink: #16191d; --soft: #555c66; --line: #dfe2e7; --link: #0b57a4;
  --bad: #a3210f; --bad-paper: #fdf1ee; --bad-line: #d9482f; --doubt: #6b4a00; --doubt-paper: #fdf7e8; --doubt-line: #c9962b;
  --current: #3f7fb8; --late-0: #e3a345; --late-1: #d3832a; --late-2: #b9641a; --late-3: #964713; --late-4: #6d2c0d; --aside: #8b929c;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --panel: #1c2026; --ink: #eceff2; --soft: #a5adb8; --line: #31373f; --link: #8cc1f5;
    --bad: #ffb3a4; --bad-paper: #35190f; --bad-line: #f0765c; --doubt: #f0cf8a; --doubt-paper: #2b2312; --doubt-line: #b98f3a;
    --current: #6aa9de; --late-0: #8d5a23; --late-1: #b3712a; --late-2: #d58a37; --late-3: #eeaa58; --late-4: #ffd199; --aside: #7d8590;
  }
}
`

const text = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
  font-variant-numeric: tabular-nums lining-nums;
}
main, footer { max-width: 1120px; margin: 0 auto; padding: 0 32px; }
header { padding: 56px 0 8px; }
h1, h2, h3, p { margin: 0; text-wrap: balance; overflow-wrap: anywhere; }
h1 { font-size: 30px; line-height: 1.2; font-weight: 650; letter-spacing: -0.015em; }
h2 { font-size: 19px; line-height: 1.3; font-weight: 650; letter-spacing: -0.005em; }
h3 { font-size: 14px; font-weight: 650; letter-spacing: 0.02em; }
.as-of { margin-top: 6px; color: var(--soft); }
.mode { margin-top: 12px; font-weight: 600; }
section { margin-top: 56px; }
.all { content-visibility: auto; contain-intrinsic-size: auto 900px; }
section > article { margin-top: 24px; }
.lead { margin: 4px 0 14px; color: var(--soft); max-width: 72ch; }
a { color: var(--link); text-underline-offset: 2px; }
code { font: 600 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, "Liberation Mono", monospace; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 16px; top: 16px; padding: 8px 12px; background: var(--paper); z-index: 2; }
.unknown, i { font-style: italic; color: var(--doubt); white-space: nowrap; }
.plus { white-space: nowrap; }
.none { color: var(--soft); }
.mark { margin-left: 6px; padding: 1px 7px; border: 1px solid var(--line); border-radius: 99px; font-weight: 500; font-size: 12px; letter-spacing: 0; color: var(--soft); }
footer { margin-top: 72px; padding-top: 28px; padding-bottom: 64px; color: var(--soft); font-size: 14px; }
footer h2 { font-size: 14px; color: var(--ink); }
footer ul { margin: 8px 0 0; padding-left: 18px; max-width: 84ch; }
`

const notices = `
.notice { margin-top: 28px; padding: 16px 20px; border: 1px solid var(--line); border-left-width: 5px; border-radius: 4px; }
.notice h2 { font-size: 16px; }
.notice ul { margin: 8px 0 0; padding: 0; list-style: none; }
.notice li + li { margin-top: 6px; }
.failed { background: var(--bad-paper); border-color: var(--bad-line); }
.failed h2 { color: var(--bad); }
.failed li { overflow-wrap: anywhere; }
.sign { display: inline-grid; place-items: center; width: 22px; height: 22px; margin-right: 9px; border-radius: 50%; background: var(--bad); color: var(--bad-paper); font-size: 14px; font-weight: 800; }
.hint { display: block; color: var(--soft); }
.doubt { background: var(--doubt-paper); border-color: var(--doubt-line); }
.doubt li + li { margin-top: 2px; }
.doubt a { color: var(--doubt); }
`

const sums = `
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(250px, 1fr)); gap: 20px; margin-top: 16px; }
.card { padding: 20px 22px; border: 1px solid var(--line); border-radius: 8px; background: var(--panel); }
.card h3 { color: var(--soft); }
.amount { margin-top: 2px; font-size: 27px; line-height: 1.3; font-weight: 620; letter-spacing: -0.02em; overflow-wrap: anywhere; }
dl { margin: 12px 0 0; font-size: 14px; }
dl div { display: flex; justify-content: space-between; gap: 16px; padding: 4px 0; }
dl div + div { border-top: 1px solid var(--line); }
dt { color: var(--soft); }
dd { margin: 0; text-align: right; }
.lack dt, .lack dd { color: var(--doubt); font-weight: 600; }
.share { margin-left: 6px; color: var(--soft); }
abbr { text-decoration: none; }
.converted { margin-top: 16px; color: var(--soft); }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 460px); gap: 40px; align-items: start; }
figure { margin: 0; }
figcaption, .no-chart { color: var(--soft); font-size: 13px; }
.chart { display: block; width: 100%; height: auto; overflow: visible; color: var(--soft); font-family: inherit; }
.swatch { display: inline-block; width: 10px; height: 10px; margin-right: 10px; border-radius: 2px; }
.swatch.current { background: var(--current); } .swatch.aside { background: var(--aside); }
.late-0 { background: var(--late-0); } .late-1 { background: var(--late-1); } .late-2 { background: var(--late-2); }
.late-3 { background: var(--late-3); } .late-4 { background: var(--late-4); }
`

const tables = `
.scroll { overflow-x: auto; margin-top: 10px; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
caption.quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: 7px 14px 7px 0; text-align: left; vertical-align: top; font-weight: inherit; }
th:last-child, td:last-child { padding-right: 0; }
thead th { padding-top: 4px; color: var(--soft); font-size: 13px; font-weight: 500; white-space: nowrap; border-bottom: 1px solid var(--soft); vertical-align: bottom; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
tfoot > tr > * { border-top: 1px solid var(--soft); font-weight: 650; }
.n + :not(.n) { padding-left: 14px; }
.n, #invoice-table td:nth-child(n + 7) { text-align: right; }
.n { white-space: nowrap; }
time, .status, .reading { white-space: nowrap; }
.past_due, .uncollectible, .reading.incomplete { color: var(--bad); font-weight: 600; }
.status.unknown { font-weight: 600; }
.status.void, .status.draft { color: var(--soft); }
.reading.failed { padding: 1px 8px; border: 1px solid var(--bad-line); border-radius: 99px; color: var(--bad); font-weight: 700; }
small { display: block; color: var(--soft); font-size: 12.5px; }
details { margin-top: 14px; border-top: 1px solid var(--line); padding-top: 10px; }
summary { cursor: pointer; font-weight: 600; }
.badge { margin-left: 6px; padding: 1px 8px; border-radius: 99px; background: var(--panel); border: 1px solid var(--line); color: var(--soft); font-weight: 500; font-size: 13px; }
form { display: flex; flex-wrap: wrap; gap: 12px 14px; align-items: end; margin: 14px 0; }
form[hidden] { display: none; }
label { display: grid; gap: 3px; font-size: 13px; color: var(--soft); }
.wide { flex: 1 1 220px; }
input, select, form button, .more { font: inherit; font-size: 14px; min-height: 36px; padding: 5px 10px; border: 1px solid var(--soft); border-radius: 6px; background: var(--paper); color: var(--ink); max-width: 100%; }
form button, .more { cursor: pointer; }
th button { all: unset; cursor: pointer; padding: 4px 0; }
th button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
th button::after { content: "↕"; margin-left: 5px; opacity: 0.55; font-size: 11px; }
th[aria-sort=ascending] button::after { content: "↑"; opacity: 1; }
th[aria-sort=descending] button::after { content: "↓"; opacity: 1; }
th[aria-sort] { color: var(--ink); }
#invoice-table th, #invoice-table td { overflow-wrap: anywhere; }
#invoice-table { table-layout: fixed; }
#invoice-table th:nth-child(1) { width: 16%; } #invoice-table th:nth-child(2) { width: 19%; } #invoice-table th:nth-child(3) { width: 15%; }
.more { margin-top: 14px; }
.more[hidden] { display: none; }
#invoice-table tbody tr:hover { background: var(--panel); }
`

const media = `
@media (max-width: 760px) {
  main, footer { padding: 0 18px; }
  header { padding-top: 32px; }
  section { margin-top: 44px; }
  .pair { grid-template-columns: minmax(0, 1fr); gap: 20px; }
  .cards { grid-template-columns: minmax(0, 1fr); gap: 14px; }
  th, td { padding-right: 12px; }
  .plus { display: block; }
  #invoice-table { min-width: 780px; }
  #invoice-table th:first-child { position: sticky; left: 0; background: var(--paper); }
  label, select { width: 100%; }
  label:not(.wide) { flex: 1 1 140px; }
}
@media print {
  @page { margin: 15mm 14mm; }
  body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main, footer { max-width: none; padding: 0; }
  header { padding-top: 0; }
  section { margin-top: 22pt; }
  table { font-size: 8.5pt; }
  h2, h3, .lead { break-after: avoid; }
  .card, .notice, .aging, tr, figure, footer { break-inside: avoid; }
  .all { content-visibility: visible; }
  thead { display: table-header-group; break-inside: avoid; }
  #invoice-table { font-size: 7.5pt; }
  #invoice-table th, #invoice-table td { padding: 2pt 5pt 2pt 0; }
  #invoice-table small { font-size: 6.5pt; }
  #invoice-table time { white-space: normal; }
  section > article { margin-top: 12pt; }
  th, td { padding-top: 3pt; padding-bottom: 3pt; }
  dl { font-size: 9pt; }
  .notice { margin-top: 12pt; padding: 8pt 12pt; }
  .cards { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 10pt; }
  .card { padding: 10pt 12pt; }
  .amount { font-size: 16pt; }
  .pair { grid-template-columns: minmax(0, 1fr) 76mm; gap: 8mm; }
  .scroll { overflow: visible; }
  form, .skip, .more { display: none; }
  th button::after { content: none; }
  th[aria-sort] button::after { content: inherit; }
  details::details-content { content-visibility: visible; block-size: auto; }
  a { color: inherit; text-decoration: none; }
}
`

/** System fonts, colours by variables, one sheet for screen, phone, dark and print. */
export const pageStyle: string = [colours, text, notices, sums, tables, media].join('')
