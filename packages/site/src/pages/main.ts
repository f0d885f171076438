import { button, memoryIn, themeSwitch } from '@guichet/board/dom'
import { search } from './search.ts'

const theme = themeSwitch(memoryIn(() => localStorage))
const switcher = button('', 'plain', () => {
  theme.next()
  theme.show(switcher)
})
theme.show(switcher)

/** The root of the site, seen from this page: where its script lies, without `assets/`. */
const root = new URL('../', import.meta.url).href
document.getElementById('tools')?.append(search(root), switcher)

// On a wide screen the pages are always unfolded.
const pages = document.getElementById('pages')
const wide = matchMedia('(min-width: 1000px)')
const fold = (): void => {
  if (pages instanceof HTMLDetailsElement) pages.open = wide.matches
}
wide.addEventListener('change', fold)
fold()
