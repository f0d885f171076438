import { element, type Child } from '@guichet/board/dom'

let made = 0

/** A control with its label above it, and a hint below. */
export const field = (
  label: string,
  control: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement,
  hint: Child = null,
): HTMLElement => {
  made += 1
  control.id = `field-${made}`
  if (hint !== null) control.setAttribute('aria-describedby', `hint-${made}`)
  return element(
    'div',
    { class: 'field' },
    element('label', { for: control.id }, label),
    control,
    hint === null ? null : element('p', { id: `hint-${made}`, class: 'quiet' }, hint),
  )
}

/** A list to choose from; the first one is chosen. */
export const choice = (options: readonly (readonly [value: string, words: string])[]): HTMLSelectElement =>
  element('select', {}, ...options.map(([value, words]) => element('option', { value }, words)))

/** A box with its words beside it. */
export const tick = (
  words: string,
  value: string,
): { readonly node: HTMLElement; readonly box: HTMLInputElement } => {
  const box = element('input', { type: 'checkbox', value })
  return { node: element('label', { class: 'tick' }, box, words), box }
}

/** A field for a time zone, with all that the browser knows. */
export const zoneField = (zone: string): HTMLInputElement => {
  const input = element('input', {
    type: 'text',
    list: 'time-zones',
    value: zone,
    autocomplete: 'off',
    spellcheck: 'false',
  })
  if (document.getElementById('time-zones') === null)
    document.body.append(
      element(
        'datalist',
        { id: 'time-zones' },
        ...['UTC', ...Intl.supportedValuesOf('timeZone')].map((value) => element('option', { value })),
      ),
    )
  return input
}
