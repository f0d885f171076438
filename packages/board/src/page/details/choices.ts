import { element, isolated } from '../dom/element.ts'
import type { Answer } from '../model/answer.ts'
import { reasonInWords, remedyInWords, type InstantFormat } from '../words/answer.ts'
import { costInWords } from '../words/charge.ts'
import { capitalised, contentInWords } from '../words/content.ts'
import type { Choice } from './details.ts'

/** What may be sent now, until when and at what cost; what may not be sent, why, and what to do instead. */
export const drawChoices = (choices: readonly Choice[], format: InstantFormat): readonly HTMLElement[] => {
  const allowed = choices.filter(({ answer }) => answer.is === 'allowed')
  const refused = choices.filter(({ answer }) => answer.is === 'refused')
  return [
    element('h3', {}, 'What may be sent now'),
    allowed.length === 0
      ? element('p', { class: 'quiet' }, 'No known message.')
      : element('ul', { class: 'choices-list' }, ...allowed.map((choice) => allowedEntry(choice, format))),
    ...(refused.length === 0
      ? []
      : [
          element('h3', {}, 'What may not be sent now'),
          element('ul', { class: 'choices-list' }, ...refused.map((choice) => refusedEntry(choice, format))),
        ]),
  ]
}

const allowedEntry = ({ content, answer }: Choice, format: InstantFormat): HTMLElement => {
  if (answer.is !== 'allowed') return element('li')
  const { isFree, words } = costInWords(answer)
  return element(
    'li',
    { class: 'allowed' },
    element('p', { class: 'entry-title' }, isolated(capitalised(contentInWords(content)))),
    element(
      'p',
      {},
      element('span', { class: 'cost', 'data-free': String(isFree) }, capitalised(words)),
      answer.validUntil === null ? null : ` until ${format.until(answer.validUntil)}`,
    ),
    answer.notKnown.includes('templates')
      ? element('p', { class: 'quiet' }, 'This template is not known.')
      : null,
    clauses(answer.because),
  )
}

const refusedEntry = ({ content, answer }: Choice, format: InstantFormat): HTMLElement =>
  element(
    'li',
    { class: 'refused' },
    element('p', { class: 'entry-title' }, isolated(capitalised(contentInWords(content)))),
    ...reasonsOf(answer, format),
    ...(answer.is === 'refused' && answer.remedies.length > 0
      ? [
          element('p', {}, element('strong', {}, 'Instead')),
          element(
            'ul',
            { class: 'remedies' },
            ...answer.remedies.map((remedy) => element('li', {}, remedyInWords(remedy, format))),
          ),
        ]
      : []),
  )

const reasonsOf = (answer: Answer, format: InstantFormat): readonly HTMLElement[] =>
  answer.is === 'allowed'
    ? []
    : answer.reasons.flatMap((reason) => [
        element('p', {}, reasonInWords(reason, format)),
        clauses(reason.because),
      ])

const clauses = (because: readonly string[]): HTMLElement =>
  element('p', { class: 'quiet clauses' }, `Clauses ${because.join(', ')}`)
