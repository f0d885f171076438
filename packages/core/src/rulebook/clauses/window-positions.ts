import { ours } from './clause.ts'

/** Guichet's choices about windows, where Meta says nothing. */
export const windowPositions = {
  'POS-1': {
    sentence: 'At exactly 24 hours the window is closed.',
    source: `${ours}`,
  },
  'POS-2': {
    sentence:
      "Meta's timestamp decides, not the moment at which the webhook arrived: over windows, and over who holds a phone number.",
    source: `${ours}`,
  },
  'POS-3': {
    sentence: 'A reaction of the customer is not relied on to open the window.',
    source: `${ours}`,
  },
  'POS-4': {
    sentence:
      'A message that the Cloud API cannot show does open the window; an edit, a deletion or a system notice does not.',
    source: `${ours}`,
  },
  'POS-5': {
    sentence: 'Messages sent from the WhatsApp Business app change no window.',
    source: `${ours}`,
  },
  'POS-17': {
    sentence: 'Webhooks are believed for eight days: Meta retries for up to seven.',
    source: `${ours}`,
  },
  'POS-26': {
    sentence: "A window does not move along when the customer's number or user id changes.",
    source: `${ours}`,
  },
  'POS-28': {
    sentence: 'A reaction of the business needs an open window.',
    source: `${ours}`,
  },
  'POS-42': {
    sentence:
      "A customer's answer to a request for permission to call opens the window; a permission that WhatsApp gives or takes back by itself, or that the customer changes in the profile, does not.",
    source: `${ours}`,
  },
}
