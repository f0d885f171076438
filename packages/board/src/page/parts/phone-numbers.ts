import { element } from '../dom/element.ts'
import { onChange } from '../dom/section.ts'
import { phoneNumbersOf, type State } from '../state.ts'
import { plainly } from '../words/text.ts'

/** Chooses one phone number or all; hidden if there is only one. */
export const phoneNumberChoice = (
  select: HTMLSelectElement,
  onChoice: (phoneNumberId: string | null) => void,
): ((state: State) => void) => {
  const all = ''
  select.addEventListener('change', () => onChoice(select.value === all ? null : select.value))
  const show = onChange((ids: readonly string[]) => {
    const chosen = select.value
    select.replaceChildren(
      element('option', { value: all }, 'All phone numbers'),
      ...ids.map((id) => element('option', { value: id }, plainly(id))),
    )
    select.value = ids.includes(chosen) ? chosen : all
    select.hidden = ids.length < 2
  })
  return (state) => {
    const { phoneNumberId } = state.wanted
    const known = phoneNumbersOf(state)
    // The choice stays, even while the number has no threads.
    show(phoneNumberId === null || known.includes(phoneNumberId) ? known : [...known, phoneNumberId])
  }
}
