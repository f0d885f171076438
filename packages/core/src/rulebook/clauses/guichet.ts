import { meta, ours } from './clause.ts'

/** What Guichet itself lays down: what a conversation is, and how it proceeds where nothing is known. */
export const guichetClauses = {
  G1: {
    sentence:
      "The first message of a quiet thread opens a conversation: user-initiated when it is the customer's, business-initiated when it is an approved template.",
    source: `${ours}`,
  },
  G2: {
    sentence:
      'A customer message opens, as far as the rulebook says so, and so does an accepted template; a failed message counts for nothing from the moment of its failure.',
    source: `${ours}`,
  },
  G3: {
    sentence:
      'A conversation closes 24 hours after the latest of its opening messages and, when the customer began it, of the first response.',
    source: `${ours}`,
  },
  G4: {
    sentence:
      'A user-initiated conversation starts with the first response of the business; a business-initiated one starts as it opens.',
    source: `${ours}`,
  },
  G5: {
    sentence:
      'Every message while a conversation is open belongs to it; after its end the next opening message begins another.',
    source: `${ours}`,
  },
  G6: {
    sentence:
      "The customer service window runs for 24 hours from the customer's latest opening message; only it permits service messages, and no template opens or extends it.",
    source: `${meta}/messages/send-messages`,
  },
  G7: {
    sentence: 'Only a template that is registered and approved may be sent.',
    source: `${meta}/support/error-codes`,
  },
  G8: {
    sentence: 'What is billed is a separate matter that the rulebook in force decides.',
    source: `${ours}`,
  },
  'nothing-known-of-templates': {
    sentence:
      'Not all templates of the account are known, and nothing is known of this one, so it is taken at its word.',
    source: `${ours}`,
  },
  'conversation-carries-over': {
    sentence:
      'A conversation that is open when the rulebook changes stays open until its 24 hours end: a free-form message still rides it, a template only one of its own category.',
    source: `${ours}`,
    decidesCharge: true,
  },
  'category-unknown': {
    sentence: 'A template of unknown category is charged as one that is never free.',
    source: `${ours}`,
    decidesCharge: true,
  },
  'entry-point-shown-by-meta': {
    sentence: 'When Meta reports a free entry point and the log shows no click, Meta is believed.',
    source: `${ours}`,
    decidesCharge: true,
  },
}
