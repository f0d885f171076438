/** How far the limits of a phone number are used; the document shows it. */
export const limitsExample: object = {
  phoneNumbers: [
    {
      phoneNumberId: '106540352242922',
      accounts: ['102290129340398'],
      messagingLimit: { limit: 2000, used: 1311, freesAt: null },
      perSecond: 1000,
      restrictions: [{ restriction: 'business-initiated-messages', until: '2026-10-21T12:00:00.000Z' }],
    },
  ],
}
