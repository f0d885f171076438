import type { ThreadKey } from '@guichet/core'
import { button, element, idInWords } from '@guichet/board/dom'
import type { ListedThread, Report } from '../log/report.ts'
import { picture } from './picture.ts'
import { left } from './table.ts'

/** The threads of a log, and the picture of the one that is looked at. */
export interface Threads {
  readonly node: HTMLElement
  /** Asks for the picture of a thread. */
  readonly open: (thread: ThreadKey) => void
  /** Asks for the picture of the first thread. */
  readonly first: () => void
  readonly show: (thread: ThreadKey, svg: string) => void
  /** Asks for the same picture again. */
  readonly again: () => void
}

export const threadsSection = ({ threads }: Report, ask: (thread: ThreadKey) => void): Threads => {
  let open: ThreadKey | null = null
  let isAwaited = false
  const drawn = picture()
  const buttons = threads.first.map((thread) => ({
    thread,
    press: threadButton(thread, () => openThread(thread)),
  }))
  const openThread = (thread: ThreadKey): void => {
    open = thread
    for (const { thread: one, press } of buttons)
      press.setAttribute('aria-pressed', String(isSame(one, thread)))
    ask(thread)
  }
  const node = element(
    'section',
    { class: 'card', id: 'threads' },
    element('h2', {}, 'Threads'),
    drawn.node,
    element('div', { class: 'thread-buttons' }, ...buttons.map(({ press }) => press)),
    left(threads.all, threads.first.length),
  )
  return {
    node,
    open: (thread) => {
      isAwaited = true
      openThread(thread)
      node.scrollIntoView()
    },
    first: () => {
      const [one] = threads.first
      if (one !== undefined) openThread(one)
    },
    show: (thread, svg) => {
      if (open === null || !isSame(open, thread)) return
      drawn.show(svg)
      if (isAwaited) drawn.node.focus({ preventScroll: true })
      isAwaited = false
    },
    again: () => {
      if (open !== null) ask(open)
    },
  }
}

const threadButton = ({ customer, findings }: ListedThread, onPress: () => void): HTMLButtonElement => {
  const made = button(idInWords(customer), 'filter', onPress)
  made.setAttribute('aria-pressed', 'false')
  if (findings > 0)
    made.append(
      element('span', { class: 'note trouble' }, findings === 1 ? '1 finding' : `${findings} findings`),
    )
  return made
}

const isSame = (a: ThreadKey, b: ThreadKey): boolean =>
  a.phoneNumberId === b.phoneNumberId && a.customer === b.customer
