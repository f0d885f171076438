import { button, element, memoryIn, themeSwitch } from '@guichet/board/dom'
import { logView } from './page/log-view.ts'
import { playView } from './page/play-view.ts'

const theme = themeSwitch(memoryIn(() => localStorage))
const play = playView(theme.seen)
const log = logView(theme.seen)
const views = [
  ['play', element('a', { href: '#play' }, 'Play a thread'), play],
  ['log', element('a', { href: '#log' }, 'Read a log'), log],
] as const

/** Shows what the address names. */
const show = (): void => {
  const fragment = location.hash.slice(1)
  const wanted = fragment === 'log' ? 'log' : 'play'
  for (const [name, link, view] of views) {
    view.node.hidden = name !== wanted
    if (name === wanted) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
  if (wanted === 'play') play.open(fragment)
}
const onTheme = (): void => {
  if (!play.node.hidden) play.onTheme()
  log.onTheme()
}

const switcher = button('', 'plain', () => {
  theme.next()
  theme.show(switcher)
  onTheme()
})
theme.show(switcher)
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', onTheme)
addEventListener('hashchange', show)
addEventListener('popstate', show)

// The fragment says what is shown, so a leap within the page may not change it.
document.getElementById('skip')?.addEventListener('click', (event) => {
  event.preventDefault()
  document.getElementById('playground')?.focus()
})
document.getElementById('tools')?.append(switcher)
document
  .getElementById('playground')
  ?.append(
    element('nav', { class: 'ways', 'aria-label': 'Playground' }, ...views.map(([, link]) => link)),
    ...views.map(([, , { node }]) => node),
  )
show()
