import type { ThreadEvent } from '../event/event.ts'
import { isKnownKind } from '../event/kind.ts'
import type { RulesInForce } from './calendar.ts'
import type { Reasoned } from './citation.ts'
import { lastingRules } from './lasting-rules.ts'

/** Whether something opens the customer service window, and the clauses that say so. */
export interface Opening extends Reasoned {
  readonly opens: boolean
}

const opening = (opens: boolean, { because }: Reasoned): Opening => ({ opens, because })

/** Does this event open the customer service window under these rules? Nothing from the business does. */
export const opensServiceWindow = (event: ThreadEvent, inForce: RulesInForce): Opening => {
  switch (event.type) {
    case 'customer-messaged':
      return messageOpens(event.kind, inForce)
    case 'customer-called':
    case 'business-call-accepted':
      return opening(event.at >= inForce.callsOpenWindowFrom, inForce.rules.calls)
    case 'business-messaged':
    case 'message-status':
      return opening(false, lastingRules.businessOpensNothing)
    case 'marketing-preference':
      return opening(false, lastingRules.preferenceOpensNothing)
    case 'customer-renamed':
      return opening(false, lastingRules.noticeOpensNothing)
    case 'call-permission-changed':
      return opening(event.source === 'customer', lastingRules.answerOpens)
    case 'call-permission-requested':
      return opening(false, lastingRules.businessOpensNothing)
    case 'call-ended':
      return opening(false, lastingRules.endOfCallOpensNothing)
  }
}

const messageOpens = (kind: string, { rules }: RulesInForce): Opening => {
  switch (kind) {
    case 'reaction':
      return opening(rules.reactionOpensWindow.is, rules.reactionOpensWindow)
    case 'reaction-removed':
      return opening(false, lastingRules.removalOpensNothing)
    case 'edit':
    case 'revoke':
    case 'request_welcome':
      return opening(false, lastingRules.editOpensNothing)
    case 'system':
      return opening(false, lastingRules.noticeOpensNothing)
    case 'unsupported':
      return opening(rules.unsupportedOpensWindow.is, rules.unsupportedOpensWindow)
    default:
      return isKnownKind(kind)
        ? opening(true, rules.serviceWindow)
        : opening(rules.unsupportedOpensWindow.is, rules.unsupportedOpensWindow)
  }
}
