import { hashOf } from '../address.ts'
import { element, isolated, setAttribute, setText } from '../dom/element.ts'
import { onChange } from '../dom/section.ts'
import { byDeadline, deadlineOf, urgencyOf } from '../list/deadline.ts'
import type { Instant } from '../model/json.ts'
import type { Thread } from '../model/thread.ts'
import type { State } from '../state.ts'
import { customerInWords } from '../words/text.ts'
import { durationInWords, type Calendar } from '../words/time.ts'

/** The thread with the next deadline, large; and the same in the tab's title. */
export const headline = (
  parent: HTMLElement,
  { moment }: Calendar,
): ((state: State, now: Instant) => void) => {
  const left = element('p', { class: 'next-left' })
  const who = element('p', { class: 'next-who' })
  const detail = element('p', { class: 'next-detail' })
  parent.replaceChildren(left, element('div', {}, who, detail))
  const showWho = onChange(({ thread, what }: { readonly thread: Thread; readonly what: string }) => {
    const link = element('a', { href: hashOf(thread) }, isolated(customerInWords(thread)))
    who.replaceChildren(link, ` ${what}`)
  })
  return (state, now) => {
    const [thread] = state.threads
      .filter(({ phoneNumberId }) => [null, phoneNumberId].includes(state.wanted.phoneNumberId))
      .toSorted(byDeadline(now))
    const deadline = thread === undefined ? null : deadlineOf(thread, now)
    parent.hidden = deadline === null
    const title = deadline === null ? 'Guichet' : `${durationInWords(deadline.at - now)} · Guichet`
    if (document.title !== title) document.title = title
    if (thread === undefined || deadline === null) return
    const time = durationInWords(deadline.at - now)
    setAttribute(parent, 'data-urgency', urgencyOf(deadline, now))
    setText(left, time)
    showWho({ thread, what: deadline.what === 'window' ? 'closes next' : 'waits for an answer' })
    setText(
      detail,
      deadline.what === 'window'
        ? `A service message may be sent until ${moment(deadline.at, now)}. After that, only templates.`
        : `A reply by ${moment(deadline.at, now)} opens 72 free hours.`,
    )
  }
}
