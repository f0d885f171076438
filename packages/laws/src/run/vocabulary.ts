import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import type { Subject } from '../protocol.ts'
import { isOk } from '../script/replies.ts'
import { keep } from '../script/stories.ts'
import { absorb, reset, type Story } from '../story.ts'
import type { CorpusStory } from './corpus.ts'

/**
 * Events that came into the protocol later. An engine that refuses one is told no such event, and is not judged
 * by laws that need it.
 */
const younger: readonly Event[] = [
  { type: 'templates-listed', id: 'list', at: Date.UTC(2026, 9, 1), account: 'A', templates: [] },
]

/** The types of event that an engine does not know. */
export const unknownTo = async (subject: Subject): Promise<ReadonlySet<Event['type']>> => {
  const unknown = new Set<Event['type']>()
  for (const event of younger) {
    const story: Story = {
      timeZone: 'UTC',
      rulebook: 'auto',
      events: [event],
      arrivals: [event],
      asked: [event.at],
      dice: 0,
    }
    // What ails an engine that falls silent or does not even begin, the laws find out.
    const [begun, told] = await Promise.resolve(subject.answer([reset(story), absorb([event])])).catch(
      () => [],
    )
    if (isOk(begun) && told?.ok === false) unknown.add(event.type)
  }
  return unknown
}

/** The law without events of those types in its stories. */
export const without = (law: Law, types: ReadonlySet<Event['type']>): Law =>
  types.size === 0 ? law : { ...law, stories: law.stories.map((story) => untold(story, types)) }

/** The stories of the corpus without them. */
export const corpusWithout = (
  corpus: readonly CorpusStory[],
  types: ReadonlySet<Event['type']>,
): readonly CorpusStory[] =>
  types.size === 0 ? corpus : corpus.map((one) => ({ ...one, story: untold(one.story, types) }))

const untold = (story: Story, types: ReadonlySet<Event['type']>): Story =>
  keep(story, ({ type }) => !types.has(type))
