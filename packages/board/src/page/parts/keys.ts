import { actionOf, type Action } from '../keyboard.ts'

/** Performs the actions of keys until the signal aborts. */
export const listenToKeys = (does: Readonly<Record<Action, () => void>>, signal: AbortSignal): void => {
  const listen = (event: KeyboardEvent): void => {
    const action = actionOf({
      key: event.key,
      hasModifier: event.ctrlKey || event.metaKey || event.altKey || event.isComposing,
      isTyping: isField(event.target),
      isInDialog: document.querySelector('dialog[open]') !== null,
    })
    if (action === null) return
    event.preventDefault()
    does[action]()
  }
  document.addEventListener('keydown', listen, { signal })
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLSelectElement ||
  target instanceof HTMLTextAreaElement

/** Moves focus among the rows of the list; from elsewhere, to the first row. */
export const moveFocus = (list: HTMLElement, to: 'next' | 'previous' | 'first' | 'last'): void => {
  const lines = [...list.querySelectorAll<HTMLElement>('a.thread')]
  const at = lines.findIndex((line) => line === document.activeElement)
  const wanted = {
    next: Math.min(at + 1, lines.length - 1),
    previous: Math.max(at - 1, 0),
    first: 0,
    last: lines.length - 1,
  }[to]
  lines[wanted]?.focus()
}
