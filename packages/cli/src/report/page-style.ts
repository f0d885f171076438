/** The style of the report's page: one column, light and dark, readable on paper and on a phone. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5a6675; --line: #d9dfe6; --paper: #fff; --ground: #f4f6f8; --good: #0f6b3f; --bad: #a3260f; --link: #0b57a4; --bar-0: #6b8fb8; --bar-1: #d9822b; --bar-2: #4f9a6b; --bar-3: #9a6bb0; --bar-4: #b8627d; --bar-5: #7d7f3c; --bar-6: #4f9aa3 }
@media (prefers-color-scheme: dark) { :root { --ink: #e7ecf2; --soft: #a3afbd; --line: #35404c; --paper: #171d24; --ground: #0f1419; --good: #6fd3a0; --bad: #ff9a85; --link: #8ec1ff; --bar-0: #86aad3; --bar-1: #f0a35a; --bar-2: #74c295; --bar-3: #c096d6; --bar-4: #dc8ba3; --bar-5: #adaf66; --bar-6: #7cc4cd } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 1080px; margin: 0 auto; padding: 32px 24px 64px }
h1 { font-size: 26px; margin: 0 0 16px } h2 { font-size: 18px; margin: 0 0 12px }
section, .verdict { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 20px 24px; margin: 0 0 16px; overflow-x: auto }
.verdict { border-left: 6px solid var(--bad) } .verdict.good { border-left-color: var(--good) }
.verdict p { margin: 0; font-size: 20px; font-weight: 600 } .verdict ul { margin: 8px 0 0; padding-left: 20px }
dl { margin: 0 } dl > div { display: flex; gap: 16px; padding: 4px 0 } dt { flex: 0 0 130px; color: var(--soft) } dd { margin: 0 }
table { border-collapse: collapse; width: 100%; font-size: 15px } th { text-align: left; color: var(--soft); font-weight: 500 }
th, td { padding: 8px 12px 8px 0; border-top: 1px solid var(--line); vertical-align: top } thead th { border-top: 0 }
td:first-child { white-space: nowrap } td.sentence { white-space: normal } code { font-size: 13px; color: var(--soft); overflow-wrap: anywhere }
.number { text-align: right; font-variant-numeric: tabular-nums } tfoot th, tfoot td { font-weight: 600; color: var(--ink) }
.chart { width: 100%; max-width: 640px; height: auto; font-size: 13px } .chart text { fill: var(--ink) } .chart .soft { fill: var(--soft) }
.bar-0 { fill: var(--bar-0) } .bar-1 { fill: var(--bar-1) } .bar-2 { fill: var(--bar-2) } .bar-3 { fill: var(--bar-3) }
.bar-4 { fill: var(--bar-4) } .bar-5 { fill: var(--bar-5) } .bar-6 { fill: var(--bar-6) }
a { color: var(--link) } .clause, .source { font-size: 13px } .clause { white-space: nowrap } .source { color: var(--soft) }
figure { margin: 0 0 24px } .picture { overflow-x: auto } .picture svg { max-width: 100%; height: auto }
:target { outline: 2px solid var(--link); outline-offset: 6px }
@media (max-width: 640px) {
main { padding: 16px 12px 48px } section, .verdict { padding: 16px } dt { flex-basis: 112px }
table, tbody, tfoot, tr, td, tfoot th { display: block } thead { display: none } tr { border-top: 1px solid var(--line); padding: 10px 0 } tr:first-child { border-top: 0 }
td { border: 0; padding: 2px 0; overflow-wrap: anywhere } td:first-child { color: var(--soft) } .picture svg { max-width: none }
.figures .number { display: flex; justify-content: space-between; gap: 16px } .figures .number::before { content: attr(data-name); color: var(--soft); font-weight: 400 }
.figures td:not(.number) { display: inline } 
.figures td:not(.number) + td:not(.number)::before { content: '\\00a0· '; color: var(--soft) }
}
@media print { section, .verdict { break-inside: avoid } body { background: none } }
`
