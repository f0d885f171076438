import { isNotKnown } from '../permission.ts'
import { isAboutCalls, type Question } from '../question.ts'
import type { NotKnown } from '../replies.ts'
import type { Standing } from '../standing.ts'
import { isPermissionKnown } from './call-permission.ts'
import { hasMessagingLimitASay, limitOf } from './messaging-limit.ts'
import { areRestrictionsKnown } from './restrictions.ts'
import { templatesOf } from './templates.ts'
import { perSecondOf } from './throughput.ts'

/** What would have a say, and nothing is known of it; in the order of the protocol. */
export const notKnownIn = (question: Question, standing: Standing): readonly NotKnown[] => {
  const isMissing: Readonly<Record<NotKnown, boolean>> = {
    templates: question.kind === 'template' && isNotKnown(question, templatesOf(standing)),
    'messaging-limit':
      hasMessagingLimitASay(question, standing, standing.moment.at) && limitOf(standing) === undefined,
    restrictions: !areRestrictionsKnown(standing),
    throughput: question.kind !== 'call' && perSecondOf(standing) === undefined,
    'call-permission': isAboutCalls(question) && !isPermissionKnown(standing),
  }
  return inOrder.filter((what) => isMissing[what])
}

const inOrder: readonly NotKnown[] = [
  'templates',
  'messaging-limit',
  'restrictions',
  'throughput',
  'call-permission',
]
