/** Light, dark, or as the reader's system prefers. */
export type Theme = 'auto' | 'light' | 'dark'

const order: readonly Theme[] = ['auto', 'light', 'dark']

export const nextTheme = (theme: Theme): Theme => order[(order.indexOf(theme) + 1) % order.length] ?? 'auto'

export const themeIn = (text: string | null): Theme => (text === 'light' || text === 'dark' ? text : 'auto')

/** The visible theme. */
export const seenTheme = (theme: Theme, prefersDark: boolean): 'light' | 'dark' => {
  if (theme !== 'auto') return theme
  return prefersDark ? 'dark' : 'light'
}
