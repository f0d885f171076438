import { button, element } from '@guichet/board/dom'
import { find, type Entry } from './find.ts'

/** The button that opens the search, and the dialog; `/` opens it, too. The index is loaded when it is first needed. */
export const search = (root: string): HTMLElement => {
  let entries: readonly Entry[] = []
  const input = element('input', {
    type: 'search',
    'aria-label': 'Search',
    autocomplete: 'off',
    spellcheck: 'false',
  })
  const list = element('ol', { class: 'found' })
  const status = element('p', { role: 'status', class: 'quiet' })
  const dialog = element(
    'dialog',
    { class: 'small-dialog search', 'aria-label': 'Search' },
    element(
      'div',
      { class: 'dialog-head' },
      input,
      button('Close', 'plain', () => dialog.close()),
    ),
    element('div', { class: 'dialog-body' }, status, list),
  )
  document.body.append(dialog)

  const show = (): void => {
    const found = find(entries, input.value)
    status.textContent =
      input.value.trim() === ''
        ? 'Rules, clauses, laws, error codes, functions, guides.'
        : found.length === 0
          ? 'Nothing was found.'
          : `${found.length} found`
    list.replaceChildren(
      ...found.map(({ page, heading, url, excerpt }) =>
        element(
          'li',
          {},
          element('a', { href: `${root}${url}` }, heading === '' ? page : heading),
          element('p', { class: 'quiet' }, heading === '' ? excerpt : `${page} · ${excerpt}`),
        ),
      ),
    )
  }
  const open = async (): Promise<void> => {
    dialog.showModal()
    input.focus()
    if (entries.length === 0) ({ entries } = await load(root))
    show()
  }
  input.addEventListener('input', show)
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') list.querySelector('a')?.click()
    // Some browsers only empty the field first.
    if (event.key === 'Escape') dialog.close()
  })
  // A link within this page leads there, and the dialog would hide it.
  list.addEventListener('click', () => dialog.close())
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close()
  })
  addEventListener('keydown', (event) => {
    const isWriting =
      event.target instanceof HTMLElement && /^(?:INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
    if (event.key !== '/' || isWriting || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    void open()
  })
  return button('Search', 'plain', () => void open())
}

const load = (root: string): Promise<{ readonly entries: readonly Entry[] }> =>
  import(new URL(`${root}assets/search-index.js`, location.href).href)
