import { meta, ours, several } from './clause.ts'

/** Charges by message, since October 2026. */
export const messageClauses2026 = {
  'OCT26-1': {
    sentence:
      "Since August 2026 answers of Meta's own business agent are charged by the length of their text, never free; they are no service messages.",
    source: `${meta}/pricing/non-template-messages`,
    decidesCharge: true,
  },
  'OCT26-2': {
    sentence:
      'Since October 2026 each delivered service message is charged at the price of a utility message, without volume tiers, once the free ones of the month are used up.',
    source: `${meta}/pricing/non-template-messages`,
    decidesCharge: true,
  },
  'OCT26-3': {
    sentence:
      'Since October 2026 the first 1,000 delivered service messages of a phone number in a month are free; groups share them, and none is saved for the next month.',
    source: `${meta}/pricing`,
    decidesCharge: true,
  },
  'OCT26-4': {
    sentence:
      'Since October 2026 a utility template inside the window is charged, and it uses up none of the free service messages.',
    source: `${meta}/pricing/non-template-messages`,
    decidesCharge: true,
  },
  'OCT26-5': {
    sentence:
      'In October 2026 nothing changed for marketing and authentication templates: they are charged unless a free entry point is open. Each message is charged only once.',
    source: `${meta}/pricing/non-template-messages`,
    decidesCharge: true,
  },
  'OCT26-6': {
    sentence:
      "While a free entry point is open every message is free and uses up none of the month's free service messages; only Meta's own business agent is charged.",
    source: `${meta}/pricing/non-template-messages`,
    decidesCharge: true,
  },
  'OCT26-7': {
    sentence: 'A reaction is never charged and uses up none of the free service messages.',
    source: `${several}`,
    decidesCharge: true,
  },
  'OCT26-8': {
    sentence:
      'For eligible governments and non-profits service messages stay free until the end of 2027; since 12 October 2026 statuses say so.',
    source: `${meta}/pricing`,
    decidesCharge: true,
  },
  'OCT26-9': {
    sentence:
      'Without a means of payment service messages are delivered only up to the 1,000 free ones of the month; after that they fail. It decides no charge, for what failed has none.',
    source: `${several}`,
  },
  'OCT26-10': {
    sentence:
      'Since October 2026 a status calls a service message free only when it is among the free ones of the month; utility templates inside the window are reported as charged. It decides no charge: it says how reports read.',
    source: `${meta}/webhooks/reference/messages/status`,
  },
  'OCT26-11': {
    sentence: 'Since the end of September 2026 a free entry point may stay open for up to seven days.',
    source: `${meta}/pricing`,
  },
  'OCT26-12': {
    sentence:
      'In October 2026 nine more countries got prices of their own, and 18 have a price for authentication from abroad.',
    source: `${meta}/pricing`,
  },
  'OCT26-13': {
    sentence: 'A phone number may belong to several accounts; the account that sent a message pays for it.',
    source: `${meta}/pricing`,
  },
  'OCT26-14': {
    sentence:
      'In India a message of an account that pays in advance may be accepted and then fail with error 131042; it decides no charge, for what failed has none.',
    source: `${meta}/support/error-codes`,
  },
  'OCT26-15': {
    sentence:
      'Since October 2026 a business may name the highest price that it pays for a marketing message; in some countries it will have to from 2027 on.',
    source: `${meta}/pricing`,
  },
  'OCT26-16': {
    sentence:
      "A message sent before midnight on 1 October 2026 and delivered after it, in the account's time zone, is charged by the new rules. By itself it decides no charge: POS-14 and POS-30 decide it at every midnight.",
    source: `${ours}`,
  },
  'OCT26-17': {
    sentence:
      'Since October 2026 templates are charged inside and outside the window, service messages beyond the 1,000 free ones; while a free entry point is open all are free.',
    source: `${meta}/webhooks/reference/messages/status`,
    decidesCharge: true,
  },
}
