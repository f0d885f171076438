import { isPaid, type ThreadCharge } from '@guichet/core'
import { costInWords, missingInWords, type LogBill } from '@guichet/cli/audit'
import { clockInWords } from '@guichet/core/time'
import { element, plainly } from '@guichet/board/dom'
import { amountInWords } from '@guichet/rates'
import type { Answered, Situation } from '../../play/situation.ts'
import type { Play } from '../../play/play.ts'
import { clauseList } from '../findings.ts'
import { table } from '../table.ts'

/** What may be sent now, each with its reason. */
export const answersCard = ({ answers }: Situation, { amendments }: Play): HTMLElement =>
  element(
    'section',
    { class: 'card', id: 'answers' },
    element('h2', {}, 'What the business may send now'),
    element('ul', { class: 'answers' }, ...answers.map((one) => answerItem(one, amendments))),
  )

const answerItem = (
  { what, isAllowed, isFree, cost, words, because }: Answered,
  amendments: string,
): HTMLElement =>
  element(
    'li',
    { class: isAllowed ? 'allowed' : 'refused' },
    element(
      'p',
      { class: 'answer-head' },
      element('b', {}, what),
      element(
        'span',
        { class: 'tag', 'data-tone': isAllowed ? 'good' : 'bad' },
        isAllowed ? 'allowed' : 'refused',
      ),
      isFree === null
        ? null
        : element(
            'span',
            { class: 'tag', 'data-tone': isFree ? 'good' : 'paid' },
            isFree ? 'free' : cost === '' ? 'paid' : cost,
          ),
    ),
    element('p', {}, plainly(sentences(words))),
    clauseList(because, amendments),
  )

/** What stands above and below is not said again: the verdict, and the clauses. */
const sentences = (words: string): string => {
  const rest = words.replace(/^(?:Allowed|Refused): /, '').replaceAll(/ \([A-Z][\w-]*\d[^()]*\)/g, '')
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

/** What the messages so far cost: each, and all together. */
export const chargesCard = ({ charges, bill, seats }: Situation, { timeZone }: Play): HTMLElement =>
  element(
    'section',
    { class: 'card', id: 'play-charges' },
    element('h2', {}, 'Who pays so far'),
    charges.length === 0
      ? element('p', { class: 'quiet' }, 'No message of the business was delivered.')
      : table(
          'Charges',
          [
            ['Delivered'],
            ['Category'],
            ['Charge'],
            [seats.length === 0 ? 'Rules' : 'To'],
            ['Cost', 'figure'],
          ],
          charges.map((charge, index) => [
            clockInWords(charge.at, timeZone),
            plainly(charge.category.replaceAll('_', ' ')),
            chargeInWords(charge),
            seats.length === 0 ? charge.rulebook : nameOf(charge, seats),
            isPaid(charge) ? priceInWords(bill, index) : 'free',
          ]),
          bill.currency === null
            ? null
            : [
                'All together',
                '',
                '',
                '',
                bill.total.paid === 0 ? 'free' : costInWords(bill.total, bill.currency),
              ],
        ),
    ...missingInWords(bill).map((words) =>
      element('p', { class: 'quiet' }, `The rate card has no rate for ${plainly(words)}.`),
    ),
  )

const nameOf = ({ participant }: ThreadCharge, seats: Situation['seats']): string =>
  seats.find(({ member }) => member.phone === participant)?.member.name ?? ''

const priceInWords = ({ lines, currency }: LogBill, index: number): string => {
  if (currency === null) return 'paid'
  const amount = lines[index]?.amount ?? null
  return amount === null ? 'paid, no rate' : amountInWords(amount, currency)
}

const chargeInWords = ({ unit, type }: ThreadCharge): string => {
  switch (type) {
    case 'regular':
      return unit === 'conversation' ? 'a conversation' : 'this message'
    case 'rides_open_conversation':
      return 'nothing more: the conversation is paid'
    case 'not_charged':
      return 'never charged'
    default:
      return plainly(type.replaceAll('_', ' '))
  }
}

/** The same steps under each rulebook. */
export const elsewhereCard = ({ elsewhere, bill, rulebook: inForce }: Situation): HTMLElement =>
  element(
    'section',
    { class: 'card', id: 'elsewhere' },
    element('h2', {}, 'The same under other rules'),
    table(
      'The same under other rules',
      [
        ['Rules of'],
        ['What is paid'],
        ['Paid', 'figure'],
        ...(bill.currency === null ? [] : [['Cost', 'figure'] as const]),
      ],
      elsewhere.map(({ rulebook, messages, paid, categories, cost }) => [
        rulebook === inForce ? `${rulebook} (in force)` : rulebook,
        categories.length === 0 ? 'nothing' : plainly(categories.join(', ').replaceAll('_', ' ')),
        `${paid} of ${messages}`,
        ...(bill.currency === null ? [] : [cost === '' ? 'free' : cost]),
      ]),
    ),
  )
