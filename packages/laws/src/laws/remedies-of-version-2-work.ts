import type { Law } from '../law.ts'
import type { Reply, Request } from '../protocol.ts'
import { limitedStories, now, wishOf } from '../script/limited.ts'
import { writes } from '../script/episodes.ts'
import { berlin } from '../script/refusing.ts'
import { dig, isAllowed, isOk, isRefused, listOf } from '../script/replies.ts'
import { askAt } from '../script/requests.ts'
import { misspeaks } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

const script = (story: Story): readonly Request[] => [
  reset(story),
  absorb(story.events),
  askAt(berlin, wishOf(story), now),
  askAt(berlin, { kind: 'call-permission-request', by: 'service' }, now),
  askAt(berlin, { kind: 'call-permission-request', by: 'template' }, now),
  askAt(berlin, { kind: 'template', name: 'any', language: 'en_US', category: 'utility' }, now),
  absorb([writes('remedy', now, undefined, berlin)]),
  askAt(berlin, wishOf(story), now),
]

/** Waiting until an instant is the matter of another law. A message that came in is one more of its second. */
const works = (replies: readonly Reply[], remedy: unknown): boolean => {
  const [service, template, any] = replies.slice(3)
  switch (dig(remedy, 'do')) {
    case 'wait-until':
      return true
    case 'ask-for-call-permission':
      return dig(remedy, 'by') === 'service'
        ? isAllowed(service)
        : dig(remedy, 'by') === 'template' && !isAllowed(service) && isAllowed(template)
    case 'send-template':
    case 'choose-another-template':
      return isAllowed(any)
    case 'wait-for-customer':
      return isAllowed(replies[7]) || onlyThroughput(replies[7])
    default:
      return false
  }
}

const onlyThroughput = (reply: unknown): boolean =>
  listOf(dig(reply, 'reasons')).every((reason) => dig(reason, 'code') === 'throughput-reached')

const sawRemedy =
  (what: string): Law['situations'][string] =>
  (_, replies) =>
    listOf(dig(replies[2], 'remedies')).some((remedy) => dig(remedy, 'do') === what)

export const remediesOfVersion2Work: Law = {
  id: 'remedies-of-version-2-work',
  sentence:
    'What a refusal by a limit, a restriction or a missing permission to call names as a remedy is allowed.',
  cites: ['LIM-20', 'LIM-29', 'CALL-11', 'CALL-13'],
  judgesFrom: 'full',
  needs: 'version-2',
  stories: limitedStories,
  script,
  holds: (story, replies) =>
    replies.length === script(story).length &&
    replies.every(isOk) &&
    (isAllowed(replies[2]) ||
      (isRefused(replies[2]) &&
        Array.isArray(dig(replies[2], 'remedies')) &&
        listOf(dig(replies[2], 'remedies')).every((remedy) => works(replies, remedy)))),
  situations: {
    'the remedy was to ask for permission to call': sawRemedy('ask-for-call-permission'),
    'the remedy was to wait for the customer': sawRemedy('wait-for-customer'),
    'the remedy was to send a template': sawRemedy('send-template'),
    'the remedy was to wait': sawRemedy('wait-until'),
  },
  mutants: [
    {
      defect: 'permission is asked for as a service message at any time',
      spoil: misspeaks((reply) =>
        listOf(reply['remedies']).some((remedy) => dig(remedy, 'do') === 'ask-for-call-permission')
          ? { ...reply, remedies: [{ do: 'ask-for-call-permission', by: 'service' }] }
          : reply,
      ),
    },
    {
      defect: 'every refusal names waiting for the customer',
      spoil: misspeaks((reply) =>
        isRefused(reply) ? { ...reply, remedies: [{ do: 'wait-for-customer' }] } : reply,
      ),
    },
  ],
}
