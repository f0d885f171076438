import fc from 'fast-check'
import type { Event } from '@guichet/core'
import type { Story } from '../story.ts'
import { anyManner, assemble } from './assemble.ts'
import { after, stagesAtAnyTime, starts, waits } from './stage.ts'
import { happenings } from './wild-happenings.ts'
import { settingsOfAccounts } from './wild-accounts.ts'
import type { Happening } from './wild-parts.ts'
import { names, type Naming } from './wild-names.ts'

interface Step {
  readonly wait: Parameters<typeof after>[1]
  readonly naming: Naming
  readonly happening: Happening
  /** An id as no program would choose it; used when it is free. */
  readonly oddId: string | null
}

const oddIds = [
  '__proto__',
  'constructor',
  ' ',
  'm 1',
  '"',
  '\\',
  '\u0000',
  '\ud83d\ude80',
  'é',
  'e\u0301',
  '-1',
  '\u{10ffff}',
]

const step: fc.Arbitrary<Step> = fc.record({
  wait: waits,
  naming: names,
  happening: happenings,
  oddId: fc.oneof(
    { weight: 12, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...oddIds) },
  ),
})

/** Whatever the protocol admits, likely or not. Small on average; simple things come first when it shrinks. */
export const wild: fc.Arbitrary<Story> = fc
  .tuple(
    stagesAtAnyTime,
    starts,
    fc.array(step, { minLength: 1, maxLength: 14, size: 'max' }),
    anyManner,
    settingsOfAccounts,
  )
  .map(([stage, before, steps, manner, settings]) => {
    const used = new Set<string>()
    const events: Event[] = []
    let at = stage.turn - before
    steps.forEach(({ wait, naming, happening, oddId }, index) => {
      at = after(at, wait, stage)
      const id = oddId === null || used.has(oddId) ? `m${index}` : oddId
      used.add(id)
      events.push(happening({ id, at, name: naming, before: events }))
    })
    const story = assemble(stage, events, manner)
    return settings === undefined ? story : { ...story, settings }
  })
