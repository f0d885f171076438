/** The text for a message to a group. */
export const groupHint: string =
  'Guichet does not send to groups yet, and nothing was sent. Send to a customer: `to` is a phone number, ' +
  '`recipient` a user id.'
