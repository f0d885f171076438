import { meta, ours } from './clause.ts'

/** Free entry points: ads and buttons through which a customer comes. */
export const entryPointClauses = {
  'FEP-1': {
    sentence: "A customer who comes through an ad or a page's button may open a free entry point.",
    source: `${meta}/pricing`,
  },
  'FEP-2': {
    sentence: 'The message that came through an ad or button opens an ordinary customer service window, too.',
    source: `${meta}/pricing`,
  },
  'FEP-3': {
    sentence:
      'The entry point opens when the business answers within 24 hours, with a message of any kind; that answer is free.',
    source: `${meta}/pricing`,
    decidesCharge: true,
  },
  'FEP-4': {
    sentence:
      'When the business does not answer within 24 hours no free entry point opens, and messages are charged as usual.',
    source: `${meta}/pricing`,
    decidesCharge: true,
  },
  'FEP-5': {
    sentence:
      'A free entry point lasts 24 hours until February 2023, then 72 hours, since the end of September 2026 up to seven days.',
    source: `${meta}/pricing`,
    decidesCharge: true,
  },
  'FEP-6': {
    sentence:
      "While a free entry point is open messages of every category are free, except those of Meta's own business agent.",
    source: `${meta}/webhooks/reference/messages/status`,
    decidesCharge: true,
  },
  'FEP-7': {
    sentence:
      'A free entry point leaves the customer service window as it is: once that closes, only templates may be sent, and they are still free.',
    source: `${meta}/pricing`,
    decidesCharge: true,
  },
  'FEP-8': {
    sentence:
      'From June 2023 to June 2025 the opening of a free entry point ended all other conversations, and none opened until it was over.',
    source: `${meta}/pricing/conversation-based-pricing`,
    decidesCharge: true,
  },
  'FEP-9': {
    sentence:
      'Messages inside a free entry point do not count towards volume tiers. It decides no charge, but prices of others.',
    source: `${meta}/pricing`,
  },
  'FEP-10': {
    sentence: 'Another click on an ad while an entry point is open changes nothing.',
    source: `${ours}`,
  },
  'FEP-11': {
    sentence:
      "A click on a page's button may leave no trace in the message; whether it was a free entry point only Meta's status says.",
    source: `${meta}/webhooks/reference/messages/status`,
  },
}
