import { hashOf, threadIn } from './address.ts'
import { openPanel, type Panel, type PanelParts } from './details/panel.ts'
import { moveFocus } from './parts/keys.ts'
import { keyOf, type ThreadKey } from './model/thread.ts'

/** The thread that the address names is open over the list. */
export interface OpenThread {
  readonly panel: () => Panel | null
  /** Opens the next or the previous thread of the list instead. */
  readonly move: (to: 'next' | 'previous') => void
}

/** Follows the address: the back button closes the thread that a link opened. */
export const openThread = (
  list: HTMLElement,
  parts: Omit<PanelParts, 'onClose'>,
  signal: AbortSignal,
): OpenThread => {
  let panel: Panel | null = null

  const focus = (key: ThreadKey): void =>
    linesOf(list)
      .find((line) => line.getAttribute('href') === hashOf(key))
      ?.focus({ preventScroll: true })
  const open = (key: ThreadKey): Panel => {
    const opened = openPanel(key, {
      ...parts,
      onClose: () => {
        // The browser's close event may come late: by then another panel may be open.
        if (panel !== opened) return panel === null ? focus(key) : undefined
        panel = null
        if (isAt(key)) history.replaceState(null, '', location.pathname + location.search)
        focus(key)
      },
    })
    return opened
  }
  const follow = (): void => {
    const key = threadIn(location.hash)
    if (panel !== null && (key === null || keyOf(key) !== keyOf(panel.key))) {
      const { close } = panel
      panel = null
      close()
    }
    if (key !== null && panel === null) panel = open(key)
  }
  addEventListener('hashchange', follow, { signal })
  follow()

  return {
    panel: () => panel,
    move: (to) => {
      if (panel === null) return moveFocus(list, to)
      const lines = linesOf(list).map((line) => line.getAttribute('href'))
      const at = lines.indexOf(hashOf(panel.key))
      const next = lines[at + (to === 'next' ? 1 : -1)] ?? null
      if (next === null || (at === -1 && to === 'previous')) return
      history.replaceState(null, '', next)
      follow()
    },
  }
}

const linesOf = (list: HTMLElement): readonly HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('a.thread'),
]

const isAt = (key: ThreadKey): boolean => {
  const at = threadIn(location.hash)
  return at !== null && keyOf(at) === keyOf(key)
}
