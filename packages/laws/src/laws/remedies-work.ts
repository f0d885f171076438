import type { Law } from '../law.ts'
import type { MessageJson, Reply, Request } from '../protocol.ts'
import { counterStories, registered, wantedIn } from '../script/counter.ts'
import { thread, writes } from '../script/episodes.ts'
import { dig, instantOf, isAllowed, isOk, isRefused, listOf } from '../script/replies.ts'
import { askAt } from '../script/requests.ts'
import { sawAllowed, sawRefused } from '../script/situations.ts'
import { HOUR } from '../script/stories.ts'
import { misspeaks } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

const now = ({ asked }: Story): number => asked[0] ?? 0

/** Where nothing is known of templates, any one that is not marketing stands for all. */
const anyTemplate: MessageJson = { kind: 'template', name: 'any', language: 'en_US', category: 'utility' }

const script = (story: Story): readonly Request[] => [
  reset(story),
  absorb(story.events),
  askAt(thread, wantedIn(story), now(story)),
  askAt(thread, anyTemplate, now(story)),
  ...registered(story).map((template) => askAt(thread, template, now(story))),
  absorb([writes('remedy', now(story) + HOUR)]),
  askAt(thread, wantedIn(story), now(story) + HOUR),
]

/** Is every template that a remedy lists registered, and allowed? */
const listedWork = (story: Story, replies: readonly Reply[], templates: unknown): boolean =>
  listOf(templates).every((listed) =>
    registered(story).some(
      ({ name, language }, index) =>
        dig(listed, 'name') === name && dig(listed, 'language') === language && isAllowed(replies[4 + index]),
    ),
  )

const works = (story: Story, replies: readonly Reply[], remedy: unknown): boolean => {
  const [templates, last] = [dig(remedy, 'templates'), replies.at(-1)]
  switch (dig(remedy, 'do')) {
    case 'wait-for-customer':
      return isAllowed(last)
    case 'wait-until':
      return instantOf(dig(remedy, 'at')) > now(story)
    case 'send-template':
    case 'choose-another-template':
      if (Array.isArray(templates)) return listedWork(story, replies, templates)
      return replies.slice(3, 4 + registered(story).length).some(isAllowed)
    default:
      return false
  }
}

const sawRemedy =
  (what: string): Law['situations'][string] =>
  (_, replies) =>
    listOf(dig(replies[2], 'remedies')).some((remedy) => dig(remedy, 'do') === what)

export const remediesWork: Law = {
  id: 'remedies-work',
  sentence: 'After a remedy that a refusal names, the same question is allowed.',
  cites: ['G6', 'G7', 'LIM-14'],
  judgesFrom: 'full',
  stories: counterStories,
  script,
  holds: (story, replies) =>
    replies.length === script(story).length &&
    replies.every(isOk) &&
    (isAllowed(replies[2]) ||
      (isRefused(replies[2]) &&
        Array.isArray(dig(replies[2], 'remedies')) &&
        listOf(dig(replies[2], 'remedies')).every((remedy) => works(story, replies, remedy)))),
  situations: {
    'something was allowed': sawAllowed,
    'something was refused': sawRefused,
    'the remedy was to wait for the customer': sawRemedy('wait-for-customer'),
    'the remedy was to send a template': sawRemedy('send-template'),
    'the remedy was to choose another template': sawRemedy('choose-another-template'),
  },
  mutants: [
    {
      defect: 'every refusal names waiting for the customer',
      spoil: misspeaks((reply) =>
        isRefused(reply) ? { ...reply, remedies: [{ do: 'wait-for-customer' }] } : reply,
      ),
    },
    {
      defect: 'paused templates are remedies, too',
      spoil: misspeaks((reply, _, told) => {
        const templates = told.filter(({ type }) => type === 'template-changed')
        return isRefused(reply) && templates.length > 0
          ? { ...reply, remedies: [{ do: 'send-template', templates }] }
          : reply
      }),
    },
  ],
}
