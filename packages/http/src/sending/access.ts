/** Says whose refusal it is, also to clients that know nothing of the body. */
export const refusedByWhatsApp: Readonly<Record<string, string>> = {
  'guichet-outcome': 'refused-by-whatsapp',
}

/** Repairing an access token takes a person. */
export const afterRepair = '60'

/** What is told where WhatsApp refuses the gateway's access token, with Meta's own code and words. */
export const accessDetails = ({
  code,
  message,
}: {
  readonly code: number | null
  readonly message: string
}): string =>
  `Nothing was sent. Your API key is right; WhatsApp refuses the access token of the gateway, or what it may do ` +
  `(code ${code}: ${message}). Once the token is repaired, send the message again, with the same ` +
  'Idempotency-Key if it had one.'
