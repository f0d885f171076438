import { meta } from './clause.ts'

/** Calls of the business: when they are permitted, and how many. */
export const callClauses = {
  'CALL-19': {
    sentence:
      'A webhook reports that a call ended; the call was picked up if it reports a duration or the acceptance of the call.',
    source: `${meta}/calling/reference`,
  },
}
