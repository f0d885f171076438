import type { RulebookId } from '@guichet/core'
import { newestRulebook } from '../reading/calendar.ts'
import type { AmendmentJson } from '../reading/values.ts'

/** In April of the year after the newest rulebook, so that it is never the day of one. */
const effective: RulebookId = `${Number(newestRulebook.slice(0, 4)) + 1}-04-01`

/** A rulebook that nobody announced: laws hold under it, too. */
export const invented: AmendmentJson = {
  effective,
  summary: '500 service messages a phone number and month are free, and authentication in the window.',
  clauses: [
    { id: 'INVENTED-1', says: 'The first 500 service messages of a month are free.' },
    { id: 'INVENTED-2', says: 'Authentication inside the window is free.' },
  ],
  changes: {
    freeTier: { amount: 500, counts: 'service-messages', per: 'phone-number', because: ['INVENTED-1'] },
    authenticationInWindow: { isFree: true, because: ['INVENTED-2'] },
  },
}
