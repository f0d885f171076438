import { button, element, setText } from '@guichet/board/dom'
import { members, type Member } from '../../play/players.ts'
import type { Seat } from '../../play/situation.ts'
import type { StepCode } from '../../play/step.ts'
import { side, sideButtons } from './step-buttons.ts'

/** The members of the group, each with what they can do and what they cost, and the business. */
export interface GroupButtons {
  readonly node: HTMLElement
  readonly show: (seats: readonly Seat[]) => void
}

export const groupButtons = (onStep: (what: StepCode) => void): GroupButtons => {
  const rows = members.map((member) => memberRow(member, onStep))
  return {
    node: element(
      'div',
      { class: 'sides' },
      side('The group', element('ul', { class: 'members' }, ...rows.map(({ node }) => node))),
      side('The business', ...sideButtons('group', 'business', onStep)),
    ),
    show: (seats) => {
      for (const [index, seat] of seats.entries()) rows[index]?.show(seat)
    },
  }
}

const memberRow = (
  { code, name, country }: Member,
  onStep: (what: StepCode) => void,
): { readonly node: HTMLElement; readonly show: (seat: Seat) => void } => {
  let isPresent = true
  const writes = button('Writes', 'small', () => {
    if (isPresent) onStep(`${code}-writes`)
  })
  writes.setAttribute('aria-label', `${name} writes`)
  // One button that stays in its place, so that it keeps the focus.
  const goes = button('', 'small', () => onStep(isPresent ? `${code}-leaves` : `${code}-joins`))
  const cost = element('span', { class: 'tag' })
  const node = element(
    'li',
    {},
    element('span', { class: 'face', 'aria-hidden': 'true' }, name.slice(0, 1)),
    element('span', { class: 'who' }, element('b', {}, name), element('span', { class: 'quiet' }, country)),
    cost,
    element('span', { class: 'does' }, writes, goes),
  )
  return {
    node,
    show: (seat) => {
      ;({ isPresent } = seat)
      node.toggleAttribute('data-away', !isPresent)
      writes.setAttribute('aria-disabled', String(!isPresent))
      setText(goes, isPresent ? 'Leaves' : 'Joins')
      goes.setAttribute('aria-label', `${name} ${isPresent ? 'leaves' : 'joins'}`)
      cost.setAttribute('data-tone', seat.paid > 0 ? 'paid' : 'good')
      setText(cost, seat.paid === 0 ? 'free so far' : seat.cost === '' ? `${seat.paid} paid` : seat.cost)
    },
  }
}
