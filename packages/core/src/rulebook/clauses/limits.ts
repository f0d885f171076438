import { meta, ours } from './clause.ts'

/** Limits and restrictions: how many customers, how fast, what a restricted account may not do. */
export const limitClauses = {
  'LIM-20': {
    sentence:
      'A portfolio may reach only so many different customers outside their customer service window in 24 hours, over all its accounts and phone numbers together.',
    source: `${meta}/messaging-limits`,
  },
  'LIM-25': {
    sentence:
      'Each message to a customer takes six seconds of the time that follows; up to 45 may borrow it within six seconds, and nothing more passes until it is paid back. More fail with error 131056.',
    source: `${meta}/support/error-codes`,
  },
  'LIM-26': {
    sentence:
      'When WhatsApp withholds marketing from a customer with error 131049, more of it is withheld for at least 24 hours.',
    source: `${meta}/templates/marketing-templates/per-user-limits`,
  },
  'LIM-29': {
    sentence:
      'WhatsApp may forbid an account or a phone number to begin conversations, to reply, to call, or all of it, for a time or until further notice.',
    source: `${meta}/webhooks/reference/account_update`,
  },
  'LIM-35': {
    sentence:
      'A phone number passes only so many messages a second, sent and received together: 80, or 1,000 after an upgrade. More fail with error 130429.',
    source: `${meta}/throughput`,
  },
  'LIM-41': {
    sentence:
      'An account that sends its marketing templates through the Marketing Messages API cannot send them the usual way; they fail with error 131063.',
    source: `${meta}/support/error-codes`,
  },
  'LIM-39': {
    sentence:
      'Since 1 April 2025 no marketing template is delivered to a number with an area code of the United States; it fails with error 131049.',
    source: `${meta}/templates/marketing-templates/per-user-limits`,
  },
  'GRP-7': {
    sentence: 'A webhook reports that a group was suspended, is free again, or was deleted.',
    source: `${meta}/groups/webhooks`,
  },
  'GRP-8': {
    sentence: 'A message to a suspended group fails with error 131207.',
    source: `${meta}/support/error-codes`,
  },
  'POS-31': {
    sentence:
      'A customer counts towards the messaging limit from the delivery on; a message whose fate is not known yet reserves a place for 24 hours after it was sent.',
    source: `${ours}`,
  },
  'POS-32': {
    sentence: 'At exactly 24 hours after the latest counted delivery a customer no longer counts.',
    source: `${ours}`,
  },
  'POS-33': {
    sentence:
      'A customer who is known by a phone number and a user id is counted once, whichever phone numbers wrote.',
    source: `${ours}`,
  },
  'POS-34': {
    sentence: 'The rate to one customer is kept as a debt: no message is promised that WhatsApp may refuse.',
    source: `${ours}`,
  },
  'POS-35': {
    sentence:
      'Each message that WhatsApp accepts counts to the rate, reactions among them; one that it refuses costs nothing.',
    source: `${ours}`,
  },
  'POS-36': {
    sentence:
      'After error 131049 marketing to that customer is refused for 24 hours, by all phone numbers of the account, unless the customer service window is open.',
    source: `${ours}`,
  },
  'POS-37': {
    sentence:
      'A customer is in the United States by the country of the user id or by the area code; an area code that is not known is not in it.',
    source: `${ours}`,
  },
  'POS-50': {
    sentence:
      'Whether a message was sent outside the window is judged at the instant of sending, not at delivery.',
    source: `${ours}`,
  },
  'POS-43': {
    sentence:
      'A held message that fails with error 132015 or 135000 was dropped by pacing: it decides no charge, and nothing sends it again by itself.',
    source: `${ours}`,
  },
  'POS-44': {
    sentence:
      'A restriction holds from its event until just before its end; without an end until it is released; a newer one of the same kind replaces it.',
    source: `${ours}`,
  },
}
