import { button, element, setText } from '@guichet/board/dom'
import { field } from '../fields.ts'

/** The address of a play, to be copied. */
export interface Share {
  readonly node: HTMLElement
  /** `fragment` is what stands behind the `#`. */
  readonly show: (fragment: string) => void
}

export const share = (): Share => {
  const address = element('input', { type: 'url', readonly: true, class: 'mono' })
  const done = element('span', { role: 'status', class: 'quiet' })
  address.addEventListener('focus', () => address.select())
  const copy = button('Copy the address', 'primary', () => {
    navigator.clipboard.writeText(address.value).then(
      () => setText(done, 'Copied.'),
      () => {
        // Some browsers forbid it; then it is selected, to be copied by hand.
        address.focus()
        setText(done, 'Press Ctrl+C, or ⌘C, to copy it.')
      },
    )
  })
  return {
    node: element(
      'section',
      { class: 'card share' },
      element('h2', {}, 'Share this'),
      field(
        'Address of what you see',
        address,
        'All of it is in the address, behind the #, which goes to no server.',
      ),
      element('p', { class: 'share-buttons' }, copy, done),
    ),
    show: (fragment) => {
      address.value = new URL(`#${fragment}`, location.href).href
      setText(done, '')
    },
  }
}
