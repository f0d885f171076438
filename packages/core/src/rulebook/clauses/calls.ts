import { meta, ours } from './clause.ts'

/** Calls of the business: when they are permitted, and how many. */
export const callClauses = {
  'CALL-9': {
    sentence:
      'In 24 hours so many calls of a phone number to one customer may be picked up: 5 at first, 10 since 13 October 2025, 100 since 19 December 2025.',
    source: `${meta}/calling/business-initiated-calls`,
  },
  'CALL-10': {
    sentence:
      'Phone numbers of the United States, Canada, Egypt, Vietnam and Nigeria cannot call customers; such a call fails with error 138013.',
    source: `${meta}/calling/business-initiated-calls`,
  },
  'CALL-11': {
    sentence:
      'A call of the business needs the permission of the customer: a temporary one lasts seven days unless WhatsApp names another end, a permanent one until it is taken back.',
    source: `${meta}/calling/user-call-permissions`,
  },
  'CALL-13': {
    sentence:
      'A customer may be asked for permission to call once in 24 hours and twice in seven days; a call that is picked up forgets both. More requests fail with error 138009, and with 138017 while the permission is permanent.',
    source: `${meta}/calling/user-call-permissions`,
  },
  'CALL-14': {
    sentence:
      'After four calls of the business in a row that nobody picks up, WhatsApp takes the permission back.',
    source: `${meta}/calling/user-call-permissions`,
  },
  'CALL-17': {
    sentence:
      'Calls of customers are free; a call of the business is priced by its length, on rate cards of its own.',
    source: `${meta}/calling/pricing`,
  },
  'CALL-19': {
    sentence:
      'A webhook reports that a call ended; the call was picked up if it reports a duration or the acceptance of the call.',
    source: `${meta}/calling/reference`,
  },
  'POS-39': {
    sentence:
      'A call that the customer rejects counts as one that nobody picks up; a call that is picked up and a new permission begin the count anew.',
    source: `${ours}`,
  },
  'POS-40': {
    sentence:
      'A request for permission to call counts when WhatsApp accepts it; one that fails is given back.',
    source: `${ours}`,
  },
  'POS-41': {
    sentence: 'A call counts from the instant at which it is picked up.',
    source: `${ours}`,
  },
}
