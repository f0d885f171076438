/** A tenant as a configuration has it. */
export const tenantEntry = (more: object = {}): Record<string, unknown> => ({
  id: 'bakery',
  appSecrets: ['app-secret-PLANTED'],
  verifyToken: 'verify-PLANTED',
  accessToken: 'EAAG-PLANTED',
  phoneNumbers: ['100'],
  accounts: ['200'],
  keys: [{ name: 'bot', key: 'bot-key-PLANTED-0001', may: ['send', 'ask'] }],
  ...more,
})

/** Another tenant, which shares nothing with the first. */
export const otherEntry = (more: object = {}): Record<string, unknown> =>
  tenantEntry({
    id: 'florist',
    appSecrets: ['other-secret-PLANTED'],
    accessToken: 'EAAH-PLANTED',
    phoneNumbers: ['101'],
    accounts: ['201'],
    keys: [{ name: 'bot', key: 'other-key-PLANTED-02', may: ['send'] }],
    ...more,
  })
