/** Where Meta sends its webhooks. */
export const webhookPath = '/webhooks/whatsapp'
