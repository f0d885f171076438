import { plausible } from '../generators/plausible.ts'
import type { Law } from '../law.ts'
import type { Key } from '../protocol.ts'
import { chargesIn, dig, isOk, isRefused } from '../script/replies.ts'
import { askAt, chargesOf, fewAsked, service, viewAt } from '../script/requests.ts'
import { happened, sawCode } from '../script/situations.ts'
import { isOpener, plain } from '../script/stories.ts'
import { phoneNumberForgotten } from '../spoil/classic-defects.ts'
import { absorb, reset, threadsIn, type Story } from '../story.ts'

/** The customers of the story at a number that they never wrote to. */
const elsewhere = (story: Story): readonly Key[] =>
  threadsIn(story).map(({ customer }) => ({ phoneNumberId: 'never-written-to', customer }))

export const phoneNumbersShareNoThread: Law = {
  id: 'phone-numbers-share-no-thread',
  sentence: 'A customer who wrote to one of the business’s numbers has not written to another.',
  cites: ['G6', 'CSW-1'],
  judgesFrom: 'decision',
  stories: plausible.map(plain),
  script: (story) => [
    reset(story),
    absorb(story.events),
    ...elsewhere(story).flatMap((key) => [
      ...fewAsked(story).flatMap((at) => [viewAt(key, at), askAt(key, service, at)]),
      chargesOf(key),
    ]),
  ],
  holds: (story, replies) =>
    replies.length === 2 + elsewhere(story).length * (2 * fewAsked(story).length + 1) &&
    replies.every(isOk) &&
    replies
      .slice(2)
      .every(
        (reply) =>
          isRefused(reply) ||
          (dig(reply, 'phase') === 'closed' && dig(reply, 'conversation') === null) ||
          (Array.isArray(dig(reply, 'charges')) && chargesIn(reply).length === 0),
      ),
  situations: {
    'the customer wrote to a number': happened(isOpener),
    'the other number was refused': sawCode('service-window-closed'),
  },
  mutants: [{ defect: 'threads without the phone number', spoil: phoneNumberForgotten }],
}
