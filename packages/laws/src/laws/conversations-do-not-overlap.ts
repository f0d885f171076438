import { plausible } from '../generators/plausible.ts'
import type { Instant } from '@guichet/core'
import type { Law } from '../law.ts'
import type { Key, Reply } from '../protocol.ts'
import { dig, instantOf, isOk } from '../script/replies.ts'
import { viewAt } from '../script/requests.ts'
import { sawConversation } from '../script/situations.ts'
import {
  HOUR,
  clearFates,
  clearOpeners,
  eventsOf,
  isAcceptance,
  isOpener,
  keep,
  newestOf,
  plain,
} from '../script/stories.ts'
import { misspeaks } from '../spoil/spoil.ts'
import { absorb, horizonHours, reset, threadsIn, type Story } from '../story.ts'

/** The instants of a thread at which something was sent, and those that the story asks about, in order. */
const instantsOf = (story: Story, key: Key): readonly Instant[] => {
  const own = eventsOf(story, key).map(({ at }) => at)
  const reach = newestOf(story) - horizonHours * HOUR
  return [...new Set([...own, ...story.asked])].filter((at) => at >= reach).sort((a, b) => a - b)
}

/** The replies to the views of each thread of a story. */
const viewsByThread = (story: Story, replies: readonly Reply[]): readonly (readonly Reply[])[] => {
  let from = 2
  return threadsIn(story).map((key) => replies.slice(from, (from += instantsOf(story, key).length)))
}

const openingsIn = (views: readonly Reply[]): ReadonlySet<unknown> =>
  new Set(views.map((view) => dig(view, 'conversation', 'openedAt')).filter((at) => at !== undefined))

/** Must a conversation be open at this instant, because an opening message was sent then? */
const opens = (story: Story, key: Key, at: Instant): boolean =>
  eventsOf(story, key).some(
    (event) =>
      event.at === at && (isOpener(event) || (isAcceptance(event) && event.content.kind === 'template')),
  )

/** Does what a thread's views show fit together? */
const fits = (story: Story, key: Key, views: readonly unknown[]): boolean => {
  let previous: { openedAt: Instant; closesAt: Instant; by: unknown } | null = null
  for (const [index, at] of instantsOf(story, key).entries()) {
    const shown = dig(views[index], 'conversation')
    if (!isOk(views[index]) || shown === undefined || (shown === null && opens(story, key, at))) return false
    if (shown === null) continue
    const [openedAt, closesAt] = [instantOf(dig(shown, 'openedAt')), instantOf(dig(shown, 'closesAt'))]
    const by = dig(shown, 'initiatedBy')
    if (!(openedAt <= at && at < closesAt)) return false
    if (previous !== null) {
      const goesOn = openedAt === previous.openedAt && by === previous.by && closesAt >= previous.closesAt
      if (!goesOn && openedAt < previous.closesAt) return false
    }
    previous = { openedAt, closesAt, by }
  }
  return true
}

export const conversationsDoNotOverlap: Law = {
  id: 'conversations-do-not-overlap',
  sentence:
    'Every opening message belongs to exactly one conversation, and one conversation begins only after the one before has closed.',
  cites: ['G1', 'G3', 'G5'],
  judgesFrom: 'codes',
  // Of a message that fails later, the conversation is another one from then on.
  stories: plausible.map((story) =>
    keep(
      clearFates(clearOpeners(plain(story))),
      (event) => event.type !== 'message-status' || event.status !== 'failed',
    ),
  ),
  script: (story) => [
    reset(story),
    absorb(story.events),
    ...threadsIn(story).flatMap((key) => instantsOf(story, key).map((at) => viewAt(key, at))),
  ],
  holds: (story, replies) => {
    const views = viewsByThread(story, replies)
    return (
      [replies[0], replies[1]].every(isOk) &&
      threadsIn(story).every((key, index) => fits(story, key, views[index] ?? []))
    )
  },
  situations: {
    'a conversation was open': sawConversation,
    'none was open': (_, replies) => replies.some((reply) => dig(reply, 'conversation') === null),
    'there were two in one thread': (story, replies) =>
      viewsByThread(story, replies).some((views) => openingsIn(views).size > 1),
  },
  mutants: [
    {
      defect: 'every message of the customer begins a conversation',
      spoil: misspeaks((reply) => {
        const openedAt = dig(reply, 'serviceWindow', 'opensAt')
        const conversation = dig(reply, 'conversation')
        return typeof openedAt === 'string' && typeof conversation === 'object'
          ? { ...reply, conversation: { ...conversation, openedAt } }
          : reply
      }),
    },
    {
      defect: 'a template alone opens no conversation',
      spoil: misspeaks((reply) =>
        dig(reply, 'phase') === 'awaiting-customer' ? { ...reply, conversation: null } : reply,
      ),
    },
  ],
}
