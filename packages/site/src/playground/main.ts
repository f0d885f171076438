import { button, element, memoryIn, themeSwitch } from '@guichet/board/dom'
import { logView } from './page/log-view.ts'

const theme = themeSwitch(memoryIn(() => localStorage))
const log = logView(theme.seen)

const switcher = button('', 'plain', () => {
  theme.next()
  theme.show(switcher)
  log.onTheme()
})
theme.show(switcher)
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', log.onTheme)

document.getElementById('tools')?.append(switcher)
document.getElementById('playground')?.append(log.node)
document.getElementById('playground')?.append(element('div', {}))
