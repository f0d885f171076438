import { several } from './clause.ts'

/** Conversations as they were charged from February 2022 to May 2023. */
export const conversationClauses2022 = {
  'CONV-A1': {
    sentence:
      'Until May 2023 a conversation opened when the first message of the business was delivered, lasted a fixed 24 hours, and was charged once however many messages it had.',
    source: `${several}`,
    decidesCharge: true,
  },
  'CONV-A2': {
    sentence: 'A conversation was user-initiated when it opened while the customer service window was open.',
    source: `${several}`,
    decidesCharge: true,
  },
  'CONV-A3': {
    sentence:
      'A conversation was business-initiated when it opened outside the customer service window, which only a template can do.',
    source: `${several}`,
    decidesCharge: true,
  },
  'CONV-A4': {
    sentence: 'Until May 2023 a template inside an open conversation belonged to it and cost nothing more.',
    source: `${several}`,
    decidesCharge: true,
  },
  'CONV-A5': {
    sentence:
      'The window starts again with each message of the customer, a conversation never does: either may outlive the other.',
    source: `${several}`,
    decidesCharge: true,
  },
  'CONV-A6': {
    sentence:
      'Until May 2023 the first 1,000 conversations of an account in a month were free, whether the customer or the business began them.',
    source: `${several}`,
    decidesCharge: true,
  },
  'CONV-A7': {
    sentence: 'An entry point made the conversation free for 24 hours, from March 2023 for 72.',
    source: `${several}`,
    decidesCharge: true,
  },
  'CONV-A13': {
    sentence:
      'The 24 hours of a conversation ran from the sending of its first message to the next full minute, although its delivery opened it.',
    source: `webhooks that several logs hold`,
    decidesCharge: true,
  },
  'CONV-A12': {
    sentence:
      'Until May 2023 each conversation was charged once, at the price for its initiator, unless it was among the free ones of the month or came through an entry point.',
    source: `${several}`,
    decidesCharge: true,
  },
}
