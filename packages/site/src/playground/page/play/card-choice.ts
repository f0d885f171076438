import { element } from '@guichet/board/dom'
import { cardIn } from '../../rates.ts'
import { choice, field } from '../fields.ts'
import { exampleText } from '../examples.ts'

/** The choice of a rate card for a play. */
export interface CardChoice {
  readonly nodes: readonly HTMLElement[]
  readonly write: (card: string) => void
}

/** The text of a play's card: the page's own sample, or its own text. */
export const cardText = (card: string): string | null => {
  if (card === '') return null
  return card === 'sample' ? exampleText('rates') : card
}

/** `shorten` leaves of a card what the play needs; `onChange` takes what was chosen, `onProblem` what is wrong with it. */
export const cardChoice = (
  shorten: (text: string) => string,
  onChange: (card: string) => void,
  onProblem: (words: string) => void,
): CardChoice => {
  const chosen = choice([
    ['sample', 'a sample, in USD'],
    ['own', 'a file of yours'],
    ['', 'none'],
  ])
  const file = element('input', { type: 'file', accept: '.csv,.json' })
  const own = field('Your rate card', file, 'Only the rows of the countries here go into the address.')
  own.hidden = true
  chosen.addEventListener('change', () => {
    own.hidden = chosen.value !== 'own'
    if (chosen.value !== 'own') onChange(chosen.value)
  })
  file.addEventListener('change', async () => {
    const text = await file.files?.[0]?.text()
    if (text === undefined) return
    const read = cardIn(text)
    if (read.ok) onChange(shorten(text))
    else onProblem(read.words)
  })
  return {
    nodes: [field('Prices by', chosen), own],
    write: (card) => {
      chosen.value = card === '' || card === 'sample' ? card : 'own'
      own.hidden = chosen.value !== 'own'
    },
  }
}
