import { meta, ours, several } from './clause.ts'

/** Conversations with categories, as they were charged from June 2023 to June 2025. */
export const conversationClauses2023 = {
  'CONV-B1': {
    sentence:
      'From June 2023 each conversation had a category: marketing, utility and authentication were opened by a template of that category, service by a free-form message.',
    source: `${meta}/pricing/conversation-based-pricing`,
    decidesCharge: true,
  },
  'CONV-B2': {
    sentence:
      'From June 2023 a delivered template joined the open conversation of its own category, or else opened and paid for a new one; several could be open side by side.',
    source: `${meta}/pricing/conversation-based-pricing`,
    decidesCharge: true,
  },
  'CONV-B3': {
    sentence:
      'A free-form message joined whichever conversation was open, whatever its category; only when none was open did it open a service conversation.',
    source: `${meta}/pricing/conversation-based-pricing`,
    decidesCharge: true,
  },
  'CONV-B4': {
    sentence:
      'From June 2023 a template opened a conversation of its own category even while a service conversation was open.',
    source: `${meta}/pricing/conversation-based-pricing`,
    decidesCharge: true,
  },
  'CONV-B5': {
    sentence:
      'A conversation lasted a fixed 24 hours; only the opening of a free entry point ended it earlier.',
    source: `${meta}/pricing/conversation-based-pricing`,
    decidesCharge: true,
  },
  'CONV-B6': {
    sentence:
      'While conversations were charged, a free entry point opened when the reply was delivered, within 24 hours of the message through the ad or button; a later reply was charged as usual.',
    source: `${meta}/pricing/conversation-based-pricing`,
    decidesCharge: true,
  },
  'CONV-B7': {
    sentence:
      'A conversation is over exactly 24 hours after it opened; the next message opens another, even if the customer service window never closed.',
    source: `${meta}/pricing/conversation-based-pricing`,
    decidesCharge: true,
  },
  'CONV-B8': {
    sentence:
      'When several conversations were open, Meta did not say which a free-form message joined; it cost nothing more either way.',
    source: `${meta}/pricing/conversation-based-pricing`,
    decidesCharge: true,
  },
  'CONV-B9': {
    sentence:
      "A conversation was priced by the country of the customer's phone number; countries without a price of their own belonged to a region or to the rest.",
    source: `${meta}/pricing/conversation-based-pricing`,
  },
  'CONV-B10': {
    sentence:
      'From June 2023 to October 2024 the first 1,000 service conversations of an account in a month were free; those of other categories never were.',
    source: `${several}`,
    decidesCharge: true,
  },
  'CONV-B11': {
    sentence:
      'From June 2024 authentication messages of a business from abroad had a price of their own in some countries.',
    source: `${meta}/pricing/authentication-international-rates`,
  },
  'CONV-B12': {
    sentence: 'Utility prices fell in August 2024, and marketing prices changed in October 2024.',
    source: `${meta}/pricing`,
  },
  'CONV-B13': {
    sentence:
      'From November 2024 service conversations were free without limit; what opens them stayed as it was.',
    source: `${meta}/pricing`,
    decidesCharge: true,
  },
  'CONV-B14': {
    sentence:
      'Authentication prices fell in February 2025; in April 2025 more countries had a price for authentication from abroad, and it fell.',
    source: `${meta}/pricing`,
  },
  'CONV-B15': {
    sentence:
      'Conversations ceased to be charged at the end of June 2025; a utility conversation that was still open then ran to its end.',
    source: `${meta}/pricing`,
    decidesCharge: true,
  },
  'CONV-B16': {
    sentence:
      'Nothing changed in November 2023, although some sources say so: only service conversations were free from June 2023, and all of them from November 2024.',
    source: `${ours}`,
  },
}
