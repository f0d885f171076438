import { setText } from '../dom/element.ts'
import type { Memory } from '../dom/memory.ts'
import { nextTheme, seenTheme, themeIn, type Theme } from '../dom/theme.ts'

/** The chosen theme, and the visible one. */
export interface ThemeSwitch {
  readonly show: (button: HTMLElement) => void
  readonly next: () => void
  readonly seen: () => 'light' | 'dark'
}

const names: Readonly<Record<Theme, string>> = {
  auto: 'Theme: auto',
  light: 'Theme: light',
  dark: 'Theme: dark',
}

/** Stores the theme and applies it to the page. */
export const themeSwitch = (memory: Memory): ThemeSwitch => {
  let theme = themeIn(memory.read('guichet-theme'))
  const apply = (): void => {
    if (theme === 'auto') document.documentElement.removeAttribute('data-theme')
    else document.documentElement.setAttribute('data-theme', theme)
  }
  apply()
  return {
    show: (button) => setText(button, names[theme]),
    next: () => {
      theme = nextTheme(theme)
      memory.write('guichet-theme', theme === 'auto' ? null : theme)
      apply()
    },
    seen: () => seenTheme(theme, matchMedia('(prefers-color-scheme: dark)').matches),
  }
}
