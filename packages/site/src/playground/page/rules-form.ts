import { rulebooks } from '@guichet/core'
import { button, element } from '@guichet/board/dom'
import type { ChosenRules } from '../rules.ts'
import { exampleText } from './examples.ts'
import { choice, field, zoneField } from './fields.ts'

/** The fields by which somebody chooses the rules. */
export interface RulesForm {
  readonly nodes: readonly HTMLElement[]
  readonly read: () => ChosenRules
  readonly write: (rules: ChosenRules) => void
}

/** `onChange` is called when a choice is made, not at each key. */
export const rulesForm = (zone: string, onChange: () => void): RulesForm => {
  const timeZone = zoneField(zone)
  const rulebook = choice([
    ['auto', 'as they were in force'],
    ...rulebooks.map(({ id }) => [id, `always those of ${id}`] as const),
  ])
  const amendments = element('textarea', { rows: '8', class: 'mono', spellcheck: 'false' })
  const own = element('details', { class: 'own' }, element('summary', {}, 'Rules of your own'))
  own.append(
    field(
      'Amendments as JSON',
      amendments,
      'One, a list, or {"amendments": […]}: each says from which day on which rules change.',
    ),
    button('Take an example', 'small', () => {
      amendments.value = exampleText('amendment')
      timeZone.dispatchEvent(new Event('change'))
    }),
  )
  for (const control of [timeZone, rulebook, amendments]) control.addEventListener('change', onChange)
  return {
    nodes: [field('Time zone of the account', timeZone), field('Rules', rulebook), own],
    read: () => ({
      timeZone: timeZone.value.trim(),
      rulebook: rulebook.value,
      amendments: amendments.value,
    }),
    write: (rules) => {
      timeZone.value = rules.timeZone
      rulebook.value = rules.rulebook
      amendments.value = rules.amendments
      own.open = rules.amendments.trim() !== ''
    },
  }
}
