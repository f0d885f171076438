import { meta } from './clause.ts'

/** Charges by message, since July 2025. */
export const messageClauses2025 = {
  'PMP-1': {
    sentence:
      'Since July 2025 each message is charged by itself, when it is delivered; one that is only sent costs nothing.',
    source: `${meta}/pricing`,
    decidesCharge: true,
  },
  'PMP-2': {
    sentence:
      'A template is priced by the category that it has when it is used; every other message is a service message.',
    source: `${meta}/pricing`,
    decidesCharge: true,
  },
  'PMP-3': {
    sentence:
      'From July 2025 to September 2026 service messages, and utility templates inside the window, are free; every other template is charged unless a free entry point is open.',
    source: `${meta}/pricing`,
    decidesCharge: true,
  },
  'PMP-4': {
    sentence:
      'The price for authentication from abroad applies only to a business that Meta has named for it, is based in another country, and from its start date on.',
    source: `${meta}/pricing/authentication-international-rates`,
    decidesCharge: true,
  },
  'PMP-6': {
    sentence:
      'A status says whether its message was charged by message or, if sent before July 2025 or carried over, by conversation.',
    source: `${meta}/webhooks/reference/messages/status`,
  },
  'PMP-7': {
    sentence:
      'A status says whether its message was charged, or free thanks to the window or to an entry point.',
    source: `${meta}/webhooks/reference/messages/status`,
  },
  'PMP-9': {
    sentence: 'A status may say that its message is free because the sender is exempt.',
    source: `${meta}/webhooks/reference/messages/status`,
  },
  'PMP-10': {
    sentence:
      'The price of a message comes with its sent status, with its delivered or read status, or with both.',
    source: `${meta}/webhooks/reference/messages/status`,
  },
  'PMP-12': {
    sentence:
      'For marketing messages sent through the marketing API, the status names the category also as the origin of the conversation.',
    source: `${meta}/webhooks/reference/messages/status`,
  },
  'PMP-13': {
    sentence:
      'Utility and authentication messages get cheaper by volume: charged ones are counted per month, country and category over all accounts of the business, and each price holds only within its band.',
    source: `${meta}/pricing`,
    decidesCharge: true,
  },
  'PMP-14': {
    sentence:
      'Since October 2025 a webhook reports that a business reached the next volume tier; if two report the same tier, the earlier counts.',
    source: `${meta}/pricing`,
  },
  'PMP-15': {
    sentence:
      'Meta can list what was charged by category, kind of price, country, phone number and volume tier.',
    source: `${meta}/pricing`,
  },
  'PMP-16': {
    sentence:
      "Prices change only on the first day of a quarter, at midnight in the account's time zone, and are announced at least a month before.",
    source: `${meta}/pricing`,
    decidesCharge: true,
  },
  'PMP-17': {
    sentence:
      'Now and then a country leaves its region and gets prices of its own; several did in October 2025, July 2026 and October 2026.',
    source: `${meta}/pricing`,
  },
  'PMP-18': {
    sentence:
      'A business that sends more than 750,000 authentication messages within 30 days to countries with a price for abroad pays that price from 30 days later on, for good.',
    source: `${meta}/pricing/authentication-international-rates`,
  },
  'PMP-19': {
    sentence:
      'Since July 2025 a utility template inside the customer service window is free, until September 2026.',
    source: `${meta}/pricing`,
    decidesCharge: true,
  },
  'PMP-20': {
    sentence:
      'Since 16 February 2026 free-form messages of general-purpose AI providers are charged in the countries that Meta lists.',
    source: `${meta}/pricing/ai-providers`,
    decidesCharge: true,
  },
  'PMP-21': {
    sentence:
      'A utility conversation that was open when July 2025 began kept its utility templates free until it ended; after that each message is charged.',
    source: `${meta}/pricing`,
    decidesCharge: true,
  },
}
