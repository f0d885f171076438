/** The style of the page: light and dark, for phones and desktops. */
export const style = `
:root { color-scheme: light dark; --back: #f6f4ef; --card: #fff; --text: #22252a; --quiet: #6a6f78;
  --line: #dedad0; --strong: #0a6b57; --bad: #a8321f; --good: #dff3e8 }
@media (prefers-color-scheme: dark) { :root { --back: #16191d; --card: #1f2429; --text: #e8e6e1;
  --quiet: #9aa1ab; --line: #343b43; --strong: #5fd0b0; --bad: #ff9580; --good: #1d3a31 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.45 system-ui, sans-serif }
main { max-width: 72rem; margin: 0 auto; padding: 1rem; display: grid; gap: 1rem }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline }
h1 { font-size: 1.3rem; margin: 0 } h2 { font-size: 1rem; margin: 0 0 .6rem }
section { background: var(--card); border: 1px solid var(--line); border-radius: .7rem; padding: .9rem }
time, code, .number { font-variant-numeric: tabular-nums }
.quiet { color: var(--quiet); font-size: .875rem }
ul { list-style: none; margin: 0; padding: 0 } li + li { border-top: 1px solid var(--line) }
li { padding: .55rem 0; display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: center }
li > :first-child { flex: 1 1 16rem; min-width: 0; overflow-wrap: anywhere }
section > form { margin: .15rem 0 }
form { display: inline-flex; flex-wrap: wrap; gap: .35rem; align-items: center }
button, input { font: inherit; font-size: .9rem; padding: .4rem .7rem; min-height: 2.4rem; border-radius: .5rem;
  border: 1px solid var(--line); background: var(--back); color: inherit }
button { cursor: pointer } button:hover { border-color: var(--strong) }
:focus-visible { outline: 2px solid var(--strong); outline-offset: 2px }
.tag { display: inline-block; white-space: nowrap; border-radius: 1rem; padding: .1rem .6rem; border: 1px solid var(--line); font-size: .8rem }
.open { background: var(--good); border-color: transparent } .bad { color: var(--bad); border-color: currentColor }
.grid { display: grid; gap: .4rem; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)) }
label { display: flex; justify-content: space-between; gap: .5rem; align-items: center }
input[type=number] { width: 5.5rem }
`
