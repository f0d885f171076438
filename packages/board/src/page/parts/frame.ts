import { button, element } from '../dom/element.ts'

/** The parts of the page, and its permanent controls. */
export interface Frame {
  readonly node: HTMLElement
  readonly search: HTMLInputElement
  readonly phoneNumbers: HTMLSelectElement
  readonly status: HTMLElement
  readonly banner: HTMLElement
  readonly headline: HTMLElement
  /** The limits and restrictions of the phone numbers. */
  readonly strip: HTMLElement
  /** A link to the side column where that is far down. */
  readonly jump: HTMLButtonElement
  readonly filters: HTMLElement
  readonly list: HTMLElement
  readonly aside: HTMLElement
  readonly theme: HTMLButtonElement
  /** A live region for screen readers. */
  readonly aloud: HTMLElement
}

/** The actions of the permanent controls. */
export interface FrameActions {
  readonly onTheme: () => void
  readonly onHelp: () => void
  readonly onSignOut: () => void
}

export const frameOf = ({ onTheme, onHelp, onSignOut }: FrameActions): Frame => {
  const search = element('input', {
    type: 'search',
    id: 'search',
    placeholder: 'Number or id',
    'aria-label': 'Search threads by number or id; Enter asks the server',
    'aria-keyshortcuts': '/',
    autocomplete: 'off',
    spellcheck: 'false',
  })
  const phoneNumbers = element('select', { 'aria-label': 'Phone number', class: 'phone-numbers' })
  const status = element('p', { class: 'status' })
  const theme = button('', 'plain', onTheme)
  const banner = element('div', { class: 'banner', role: 'status' })
  const headline = element('section', { class: 'headline', 'aria-label': 'What is next' })
  const strip = element('ul', { class: 'strip', 'aria-label': 'Limits and restrictions' })
  const jump = button('', 'jump', () => {
    aside.scrollIntoView()
    aside.focus({ preventScroll: true })
  })
  const filters = element('div', { class: 'filters', role: 'group', 'aria-label': 'Which threads' })
  const list = element('div', { class: 'list' })
  const aside = element('aside', { class: 'aside', 'aria-label': 'What went wrong', tabindex: '-1' })
  const aloud = element('p', { class: 'unseen', role: 'status', 'aria-live': 'polite' })
  const help = button('Keys', 'plain', onHelp)
  help.setAttribute('aria-keyshortcuts', '?')
  const header = element(
    'header',
    { class: 'header' },
    element('h1', { class: 'brand' }, element('span', {}, 'Guichet')),
    element('div', { class: 'find' }, phoneNumbers, search),
    status,
    element('div', { class: 'tools' }, theme, help, button('Sign out', 'plain', onSignOut)),
  )
  const main = element('main', { class: 'main', id: 'threads' }, headline, strip, jump, filters, list)
  const node = element(
    'div',
    { class: 'page' },
    element('a', { class: 'skip', href: '#threads' }, 'Skip to the threads'),
    header,
    banner,
    element('div', { class: 'columns' }, main, aside),
    aloud,
  )
  return {
    node,
    search,
    phoneNumbers,
    status,
    banner,
    headline,
    strip,
    jump,
    filters,
    list,
    aside,
    theme,
    aloud,
  }
}
