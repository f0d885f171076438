import { meta, ours } from './clause.ts'

/** The customer service window: what opens it, and what may be sent, to whom. */
export const windowClauses = {
  'CSW-1': {
    sentence: 'Each message or call of the customer opens the window anew for a full 24 hours.',
    source: `${meta}/messages/send-messages`,
  },
  'CSW-2': {
    sentence:
      "A customer's call opens the window, answered or not; a call of the business does once the customer accepts it. Since 15 July 2025.",
    source: `${meta}/calling/pricing`,
  },
  'CSW-3': {
    sentence: 'Outside the window only templates may be sent; anything else fails with error 131047.',
    source: `${meta}/support/error-codes`,
  },
  'CSW-4': {
    sentence: 'Messages of the business never open or extend the window.',
    source: `${meta}/messages/send-messages`,
  },
  'CSW-5': {
    sentence: 'Now and then WhatsApp refuses a message although the window is open.',
    source: `${meta}/messages/send-messages`,
  },
  'CSW-E11': {
    sentence: 'A notice that the customer changed number or identity opens no window.',
    source: `${ours}`,
  },
  'COEX-1': {
    sentence:
      'What is sent from the WhatsApp Business app is free and touches no window of the Cloud API; it is no event here and decides no charge.',
    source: `${meta}/embedded-signup/onboarding-business-app-users`,
  },
  'GRP-1': {
    sentence:
      'A group has up to eight participants and one business; a phone number may have up to 10,000 groups.',
    source: `${meta}/groups/pricing`,
  },
  'GRP-2': {
    sentence:
      "In a group the window is the group's, and each participant who gets a message is charged for separately; volume tiers do not apply.",
    source: `${meta}/groups/pricing`,
    decidesCharge: true,
  },
  'GRP-5': {
    sentence:
      "A message to a group is charged once for each participant to whom it is delivered, at the rate of that participant's country.",
    source: `${meta}/groups/pricing`,
    decidesCharge: true,
  },
  'POS-48': {
    sentence:
      "What becomes of a group's message for one participant says nothing of the others: a failure fails that share alone, and a share without a status is not known, and not free.",
    source: `${ours}`,
    decidesCharge: true,
  },
  'SEND-4': {
    sentence: 'The Cloud API has no idempotency key: a request that is sent again sends again.',
    source: `${meta}/messages/send-messages`,
  },
  'ID-5': {
    sentence: "A customer's business-scoped user id is replaced when the number changes.",
    source: `${meta}/business-scoped-user-ids`,
  },
  'ID-8': {
    sentence:
      'A customer may be known by a phone number and by a user id; both name the same thread, as long as the customer holds the number.',
    source: `${ours}`,
  },
  'ID-9': {
    sentence:
      "The price of a message goes by the country code of the customer's phone number or, where that is hidden, by the country that begins the user id.",
    source: `${meta}/business-scoped-user-ids`,
  },
}
