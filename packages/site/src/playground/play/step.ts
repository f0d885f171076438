import type { Event, Instant } from '@guichet/core'
import type { ChatStepCode } from './chat-steps.ts'
import type { GroupStepCode } from './group-steps.ts'
import { placeNamed, type PlaceName } from './place.ts'
import { members, type Member } from './players.ts'

/** Something that happens in a play. */
export interface Step {
  readonly at: Instant
  readonly what: StepCode
}

/** The kinds of steps, as an address names them. */
export type StepCode = ChatStepCode | GroupStepCode

/** Steps, and where they are played. */
export interface Played {
  readonly place: PlaceName
  readonly steps: readonly Step[]
}

/** Can this happen in the place? */
export const isStepIn = (place: PlaceName, text: string): text is StepCode =>
  placeNamed(place).kinds.has(text)

const SECOND = 1000

/** One more step at a moment, or a second after what is there already: WhatsApp knows no order within a second. */
export const withStep = (done: readonly Step[], now: Instant, what: StepCode): readonly Step[] => {
  const times = new Set(done.map(({ at }) => at))
  let at = now
  while (times.has(at)) at += SECOND
  return [...done, { at, what }]
}

/** What steps are as events, in the order of time; at one instant in the order in which they were played. */
export const eventsOf = (played: Played): readonly Event[] => told(played).events

/** Who is in the group after these steps. */
export const presentAfter = (played: Played): readonly Member[] => told(played).present

const told = ({ place, steps }: Played): { events: readonly Event[]; present: readonly Member[] } => {
  const { kinds } = placeNamed(place)
  let present = members
  const events = steps
    .map((step, index) => ({ ...step, index }))
    .sort((a, b) => a.at - b.at || a.index - b.index)
    .flatMap(({ at, what, index }) => {
      const kind = kinds.get(what)
      present = kind?.presentAfter?.(present) ?? present
      return kind?.events(`step-${index + 1}`, at, present) ?? []
    })
  return { events, present }
}
