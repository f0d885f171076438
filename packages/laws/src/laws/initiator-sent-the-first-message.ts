import { plausible } from '../generators/plausible.ts'
import type { Law } from '../law.ts'
import type { Key } from '../protocol.ts'
import { dig, instantOf, isOk } from '../script/replies.ts'
import { placesIn, viewAt } from '../script/requests.ts'
import { clearFates, clearOpeners, eventsOf, isAcceptance, isOpener, plain } from '../script/stories.ts'
import { misspeaks } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

const initiatorAt = (story: Story, key: Key, openedAt: number): 'user' | 'business' | null => {
  const first = eventsOf(story, key).filter(({ at }) => at === openedAt)
  if (first.some(isOpener)) return 'user'
  const isTemplate = first.some((event) => isAcceptance(event) && event.content.kind === 'template')
  return isTemplate ? 'business' : null
}

const sawInitiator =
  (who: string): Law['situations'][string] =>
  (_, replies) =>
    replies.some((reply) => dig(reply, 'conversation', 'initiatedBy') === who)

export const initiatorSentTheFirstMessage: Law = {
  id: 'initiator-sent-the-first-message',
  sentence:
    'The sender of the first opening message initiates the conversation: the customer with any message, the business with a template.',
  cites: ['G1', 'G2', 'G5'],
  judgesFrom: 'codes',
  stories: plausible.map((story) => clearFates(clearOpeners(plain(story)))),
  script: (story) => [
    reset(story),
    absorb(story.events),
    ...placesIn(story).map(([key, at]) => viewAt(key, at)),
  ],
  holds: (story, replies) =>
    [replies[0], replies[1]].every(isOk) &&
    placesIn(story).every(([key], index) => {
      const view = replies[2 + index]
      const conversation = dig(view, 'conversation')
      if (!isOk(view) || conversation === undefined) return false
      return (
        conversation === null ||
        dig(conversation, 'initiatedBy') === initiatorAt(story, key, instantOf(dig(conversation, 'openedAt')))
      )
    }),
  situations: { 'the customer began': sawInitiator('user'), 'the business began': sawInitiator('business') },
  mutants: [
    {
      defect: 'the side that may write now has begun',
      spoil: misspeaks((reply) => {
        const conversation = dig(reply, 'conversation')
        return typeof conversation === 'object' && conversation !== null
          ? {
              ...reply,
              conversation: { ...conversation, initiatedBy: reply['phase'] === 'open' ? 'user' : 'business' },
            }
          : reply
      }),
    },
  ],
}
