import type { Law } from '../law.ts'
import { thread } from '../script/episodes.ts'
import { askingForIt, isTold, listedAt, listedStories } from '../script/listed.ts'
import { dig, isAllowed, isOk, isRefused, listOf } from '../script/replies.ts'
import { askAt, service } from '../script/requests.ts'
import { misspeaks } from '../spoil/spoil.ts'
import type { Story } from '../story.ts'

const isNotKnown = (story: Story, at: number): boolean => listedAt(story, at) === null && !isTold(story, at)

/** Does an answer name exactly this as not known? An engine that is older than such answers names nothing at all. */
const names = (reply: unknown, expected: readonly string[]): boolean => {
  const notKnown = dig(reply, 'notKnown')
  if (!isAllowed(reply) && !isRefused(reply)) return false
  if (notKnown === undefined) return true
  return (
    Array.isArray(notKnown) &&
    listOf(notKnown)
      .filter((one) => one === 'templates')
      .join() === expected.join()
  )
}

export const whatIsNotKnownIsNamed: Law = {
  id: 'what-is-not-known-is-named',
  sentence:
    'An answer about a template names templates as not known exactly while its account has no list and no event names that template; an answer about a service message never does.',
  cites: ['nothing-known-of-templates'],
  judgesFrom: 'codes',
  needs: 'templates-listed',
  stories: listedStories,
  script: (story) => [...askingForIt(story), ...story.asked.map((at) => askAt(thread, service, at))],
  holds: (story, replies) =>
    replies.length === 2 + 2 * story.asked.length &&
    replies.slice(0, 2).every(isOk) &&
    story.asked.every(
      (at, index) =>
        names(replies[2 + index], isNotKnown(story, at) ? ['templates'] : []) &&
        names(replies[2 + story.asked.length + index], []),
    ),
  situations: {
    'nothing was known of the template': (story) => story.asked.some((at) => isNotKnown(story, at)),
    'a list was known': (story) => story.asked.some((at) => listedAt(story, at) !== null),
    'only an event of its own named it': (story) =>
      story.asked.some((at) => listedAt(story, at) === null && isTold(story, at)),
  },
  mutants: [
    {
      defect: 'everything is always known',
      spoil: misspeaks((reply, { op }) => (op === 'ask' ? { ...reply, notKnown: [] } : reply)),
    },
    {
      defect: 'templates are never known',
      spoil: misspeaks((reply, { op }) => (op === 'ask' ? { ...reply, notKnown: ['templates'] } : reply)),
    },
    {
      defect: "another template's event makes this one known",
      spoil: misspeaks((reply, request, told) =>
        request.op === 'ask' && told.some(({ type, at }) => type === 'template-changed' && at <= request.at)
          ? { ...reply, notKnown: [] }
          : reply,
      ),
    },
  ],
}
