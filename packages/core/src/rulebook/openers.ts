import type { ThreadEvent } from '../event/event.ts'
import { isKnownKind } from '../event/kind.ts'
import type { RulesInForce } from './calendar.ts'
import type { ClauseId } from './clauses.ts'

/** Whether something opens the customer service window, and the clause that says so. */
export interface Opening {
  readonly opens: boolean
  readonly because: ClauseId
}

/** Does this event open the customer service window under these rules? Nothing from the business does. */
export const opensServiceWindow = (event: ThreadEvent, inForce: RulesInForce): Opening => {
  switch (event.type) {
    case 'customer-messaged':
      return messageOpens(event.kind, inForce)
    case 'customer-called':
    case 'business-call-accepted':
      return { opens: event.at >= inForce.callsOpenWindowFrom, because: 'CSW-2' }
    case 'business-messaged':
    case 'message-status':
      return { opens: false, because: 'CSW-4' }
    case 'marketing-preference':
      return { opens: false, because: 'LIM-14' }
    case 'customer-renamed':
      return { opens: false, because: 'CSW-E11' }
  }
}

const messageOpens = (kind: string, { rules }: RulesInForce): Opening => {
  switch (kind) {
    case 'reaction':
      return { opens: rules.reactionOpensWindow, because: 'POS-3' }
    case 'reaction-removed':
      return { opens: false, because: 'POS-3' }
    case 'edit':
    case 'revoke':
    case 'request_welcome':
      return { opens: false, because: 'POS-4' }
    case 'system':
      return { opens: false, because: 'CSW-E11' }
    case 'unsupported':
      return { opens: rules.unsupportedOpensWindow, because: 'POS-4' }
    default:
      return isKnownKind(kind)
        ? { opens: true, because: 'CSW-1' }
        : { opens: rules.unsupportedOpensWindow, because: 'POS-4' }
  }
}
