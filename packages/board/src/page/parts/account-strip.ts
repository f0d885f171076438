import { element, isolated } from '../dom/element.ts'
import { onChange } from '../dom/section.ts'
import type { Instant } from '../model/json.ts'
import type { State } from '../state.ts'
import { limitsInWords, type LimitWords } from '../words/limits.ts'
import { plainly } from '../words/text.ts'

interface Shown {
  readonly phoneNumberId: string
  readonly pieces: readonly LimitWords[]
}

/** A line for each phone number whose limits or restrictions are known; nothing where none are. */
export const accountStrip = (parent: HTMLElement): ((state: State, now: Instant) => void) => {
  const show = onChange((numbers: readonly Shown[]) => {
    parent.hidden = numbers.length === 0
    parent.replaceChildren(
      ...numbers.map(({ phoneNumberId, pieces }) =>
        element(
          'li',
          {},
          element('span', { class: 'quiet' }, isolated(plainly(phoneNumberId))),
          ...pieces.map(({ words, alarming }) =>
            element('span', { class: alarming ? 'tag alarming' : 'tag' }, words),
          ),
        ),
      ),
    )
  })
  return ({ limits, wanted }, now) =>
    show(
      limits
        .filter(({ phoneNumberId }) => [null, phoneNumberId].includes(wanted.phoneNumberId))
        .map((one) => ({ phoneNumberId: one.phoneNumberId, pieces: limitsInWords(one, now) }))
        .filter(({ pieces }) => pieces.length > 0),
    )
}
