import { button, element, type Child } from './element.ts'

/** A dialog over the page. */
export interface Dialog {
  readonly node: HTMLDialogElement
  readonly body: HTMLElement
  readonly open: () => void
  readonly close: () => void
  readonly isOpen: () => boolean
}

let made = 0

/** Makes a dialog: Escape, the button and a press beside it close it, and focus returns to where it was. */
export const dialogOf = (
  className: string,
  title: readonly Child[],
  onClose: () => void = () => {},
): Dialog => {
  made += 1
  const id = `dialog-${made}`
  const body = element('div', { class: 'dialog-body' })
  const close = button('Close', 'plain close', () => node.close())
  const node = element(
    'dialog',
    { class: className, 'aria-labelledby': id },
    element('div', { class: 'dialog-head' }, element('h2', { id, tabindex: '-1' }, ...title), close),
    body,
  )
  node.addEventListener('close', () => {
    onClose()
    node.remove()
  })
  node.addEventListener('click', (event) => {
    if (event.target === node) node.close()
  })
  return {
    node,
    body,
    open: () => {
      document.body.append(node)
      node.showModal()
    },
    close: () => node.close(),
    isOpen: () => node.open,
  }
}
