import { isDecided } from '../../src/script/decided.ts'
import type { Story } from '../../src/story.ts'

/**
 * Histories in which the engine departs from its rules page, or that the page does not decide. The reading copy
 * keeps to the page; each of these is an open question and not a licence.
 */
export const isDisputed = (story: Story): boolean => disputes.some((isOne) => isOne(story))

const disputes: readonly ((story: Story) => boolean)[] = [
  (story) => !isDecided(story),
  // Of one template in two accounts, while the phone number's own is not known, nothing says which one counts.
  ({ events }) => {
    const changes = events.filter((event) => event.type === 'template-changed')
    return changes.some(({ name, account }) =>
      changes.some((other) => other.name === name && other.account !== account),
    )
  },
  // Of a past instant nothing says whether an allowance of another thread's message counts that has failed since.
  ({ amendments = [], events, asked }) =>
    amendments.some(({ changes }) => changes.freeTier != null) &&
    events.some(
      (event) =>
        event.type === 'message-status' && event.status === 'failed' && asked.some((at) => at < event.at),
    ),
]
