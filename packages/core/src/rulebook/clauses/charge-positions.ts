import { ours } from './clause.ts'

/** Guichet's choices about charges, where Meta says nothing or contradicts itself. */
export const chargePositions = {
  'POS-7': {
    sentence:
      'A marketing template to a group is charged even while the window of the group is open; Meta says both.',
    source: `${ours}`,
    decidesCharge: true,
  },
  'POS-8': {
    sentence:
      'A free entry point begins when the reply is sent; until June 2025 it began when the reply was delivered.',
    source: `${ours}`,
    decidesCharge: true,
  },
  'POS-9': {
    sentence:
      'A free entry point is counted on for 72 hours (24 until February 2023) and no longer, unless Meta names its end; since 28 September 2026 that may be seven days.',
    source: `${ours}`,
    decidesCharge: true,
  },
  'POS-10': {
    sentence:
      'A message that Meta reports as part of a free entry point is free, whatever category Meta names with it.',
    source: `${ours}`,
  },
  'POS-11': {
    sentence: 'Service messages inside a free entry point use up none of the free ones of the month.',
    source: `${ours}`,
    decidesCharge: true,
  },
  'POS-12': {
    sentence:
      "The free service messages of a month are counted per phone number as they are delivered, by months of the account that sent them; where Meta's report says otherwise, both are shown.",
    source: `${ours}`,
    decidesCharge: true,
  },
  'POS-13': {
    sentence:
      'A message that was read was delivered: where no delivery is reported, the reading is its delivery.',
    source: `${ours}`,
    decidesCharge: true,
  },
  'POS-14': {
    sentence:
      'A message that is sent under one set of rules or rates and delivered under the next is charged by those in force at its delivery.',
    source: `${ours}`,
    decidesCharge: true,
  },
  'POS-15': {
    sentence:
      'Where a utility template inside the window is free, the window must be open at delivery; whether it was open at sending does not matter.',
    source: `${ours}`,
    decidesCharge: true,
  },
  'POS-16': {
    sentence:
      'What the statuses of a message say of its price is taken together; where they contradict each other the latest wins, and the contradiction is noted.',
    source: `${ours}`,
  },
  'POS-18': {
    sentence:
      'Since October 2026 a utility template inside the window is charged; older pages that still call it free are out of date.',
    source: `${ours}`,
    decidesCharge: true,
  },
  'POS-19': {
    sentence:
      'The 1,000 free service messages a month exist since 1 October 2026, though some pages do not name them.',
    source: `${ours}`,
    decidesCharge: true,
  },
  'POS-20': {
    sentence:
      "A free-form message is not taken for that of an AI provider until Meta reports it as one; Meta's pages about Europe disagree.",
    source: `${ours}`,
    decidesCharge: true,
  },
  'POS-25': {
    sentence:
      'A free-form message that finds several conversations open belongs to the one that opened last; its price is the same in each.',
    source: `${ours}`,
  },
  'POS-29': {
    sentence:
      'Utility templates inside the window are free from July 2025, not from April as was first announced.',
    source: `${ours}`,
    decidesCharge: true,
  },
  'POS-30': {
    sentence: "A rule is in force from midnight in the account's time zone.",
    source: `${ours}`,
    decidesCharge: true,
  },
  'POS-45': {
    sentence:
      'The end of a conversation that Meta reports is its end, and an equal conversation id the same conversation; without a report it is taken to end 24 hours after its first message was sent, at the next full minute, and another id shows that it is over.',
    source: `${ours}`,
    decidesCharge: true,
  },
  'POS-46': {
    sentence:
      'An end of a conversation that is reported no more than a minute after its status is ignored: it ends neither an entry point nor a conversation.',
    source: `${ours}`,
    decidesCharge: true,
  },
  'POS-49': {
    sentence:
      'A free-form message that Meta reports as `general_purpose_ai` of type `regular` is charged as such, even in an entry point and beside the free ones of the month; its price is that of its own category or unknown.',
    source: `${ours}`,
    decidesCharge: true,
  },
}
