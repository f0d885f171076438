import { button, element, setText } from '../dom/element.ts'
import { keyedList } from '../dom/keyed.ts'
import { wantedThreads } from '../list/filter.ts'
import type { Instant } from '../model/json.ts'
import { keyOf, type Thread } from '../model/thread.ts'
import { firstRoom, troubledBy, type State } from '../state.ts'
import { counted } from '../words/text.ts'
import type { Calendar } from '../words/time.ts'
import { threadRow, type Line } from './thread-row.ts'

export interface ThreadListParts {
  readonly calendar: Calendar
  readonly onMore: () => void
  /** A thread is in view. */
  readonly onSeen: (thread: Thread) => void
}

/** The list of threads: a limited number, and a button for more. */
export const threadList = (
  parent: HTMLElement,
  { calendar, onMore, onSeen }: ThreadListParts,
): ((state: State, now: Instant) => void) => {
  const list = element('ul', { class: 'threads', 'aria-label': 'Threads by time left' })
  const nothing = element('div', { class: 'nothing' })
  const more = button('', 'more', onMore)
  parent.replaceChildren(list, nothing, more)

  const threads = new Map<Element, Thread>()
  const inView = new Set<Element>()
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) inView.delete(target)
      else {
        inView.add(target)
        const thread = threads.get(target)
        if (thread !== undefined) onSeen(thread)
      }
    }
  })
  const show = keyedList<Line>(
    list,
    ({ thread }) => keyOf(thread),
    (line) => {
      const row = threadRow(line, calendar)
      observer.observe(row.node)
      return {
        node: row.node,
        update: (next) => {
          threads.set(row.node, next.thread)
          if (inView.has(row.node)) onSeen(next.thread)
          row.update(next)
        },
      }
    },
  )

  return (state, now) => {
    const troubled = troubledBy(state)
    const wanted = wantedThreads(state.threads, state.wanted, now, troubled)
    show(
      wanted.slice(0, state.room).map((thread) => ({
        thread,
        now,
        answer: state.answers.get(keyOf(thread)) ?? null,
        hasUnknownOutcome: troubled(thread),
      })),
    )
    for (const node of threads.keys()) {
      if (node.isConnected) continue
      observer.unobserve(node)
      inView.delete(node)
      threads.delete(node)
    }
    const hidden = Math.max(0, wanted.length - state.room)
    more.hidden = hidden === 0
    setText(more, `Show ${Math.min(hidden, firstRoom * 2)} more of ${counted(hidden, 'thread')}`)
    list.hidden = wanted.length === 0
    nothing.hidden = wanted.length > 0
    nothing.classList.toggle('loading', state.knownAt === null)
    showNothing(nothing, state)
  }
}

const showNothing = (parent: HTMLElement, state: State): void => {
  const { title, words } = nothingInWords(state)
  if (parent.dataset['shown'] === `${title} ${words}`) return
  parent.dataset['shown'] = `${title} ${words}`
  parent.replaceChildren(element('h2', {}, title), element('p', {}, words))
}

const nothingInWords = ({
  threads,
  knownAt,
  connection,
  wanted,
  lookup,
}: State): { readonly title: string; readonly words: string } => {
  if (knownAt === null)
    return connection === 'lost'
      ? { title: 'No threads yet', words: 'The server cannot be reached. Trying again.' }
      : { title: 'Loading…', words: 'Asking which windows are open.' }
  if (wanted.search !== '')
    return {
      title: 'No open thread matches',
      words: lookup ?? 'Press Enter to look up a whole number or id on the server.',
    }
  return threads.length === 0 || wanted.filter === 'all'
    ? { title: 'All quiet', words: 'No window is open. A thread appears here as soon as a customer writes.' }
    : { title: 'None of them', words: 'No thread needs this now.' }
}
