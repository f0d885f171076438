import { thread } from './events.ts'

const start = Date.UTC(2026, 8, 1) / 1000

/** A webhook body of the Cloud API. */
export const webhook = (value: object): string =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '200000000000001',
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '33139980001', phone_number_id: thread.phoneNumberId },
              ...value,
            },
          },
        ],
      },
    ],
  })

/** Lines of a text, from one on up to another. */
export const partOf =
  (text: string): ((from: number, to: number) => string) =>
  (from, to) =>
    text
      .split('\n')
      .slice(0, -1)
      .slice(from, to)
      .map((line) => `${line}\n`)
      .join('')

/** Customers write twice, in one webhook, and are answered: three events and two lines each. */
export const conversations = (count: number): string =>
  Array.from({ length: count }, (_, n) => {
    const from = String(33_600_000_000 + ((n * 37) % 211))
    const at = (seconds: number): string => String(start + n * 300 + seconds)
    const message = (id: string, seconds: number): object => ({
      from,
      id: `${id}.${n}`,
      timestamp: at(seconds),
      type: 'text',
    })
    const status = { id: `out.${n}`, recipient_id: from, timestamp: at(60), status: 'delivered' }
    return `${webhook({ messages: [message('in', 0), message('more', 5)] })}\n${webhook({ statuses: [status] })}\n`
  }).join('')
