/** A header that names who refused, also for clients that do not read the body. */
export const refusedByWhatsApp: Readonly<Record<string, string>> = {
  'guichet-outcome': 'refused-by-whatsapp',
}

/** Repairing an access token takes a person. */
export const afterRepair = '60'

/** The text for a refusal of the gateway's access token, with Meta's code and words. */
export const accessDetails = ({
  code,
  message,
}: {
  readonly code: number | null
  readonly message: string
}): string =>
  'Nothing was sent. Your API key is valid, but WhatsApp refuses the access token of the gateway or ' +
  `its permissions (code ${code}: ${message}). Replace the token in the gateway, then send the message ` +
  'again with the same Idempotency-Key.'
