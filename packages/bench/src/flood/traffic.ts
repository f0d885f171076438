import {
  DAY,
  type BusinessMessaged,
  type CustomerMessaged,
  type Instant,
  type MessageStatus,
} from '@guichet/core'

export const phoneNumberId = '100000000000001'

/** A message of one customer, one of so many that come within a day before `until`. */
export const said = (customer: string, index: number, count: number, until: Instant): CustomerMessaged => ({
  type: 'customer-messaged',
  id: `wamid.HBgLMzM2Mzk5ODAwMDEVAgASGBQzQQ${customer}${String(index).padStart(8, '0')}`,
  at: until - DAY + Math.floor((index * DAY) / count),
  kind: 'text',
  phoneNumberId,
  customer,
})

/** The customer's messages, each followed by an answer that is sent and delivered within some seconds. */
export const answered = (
  customer: string,
  count: number,
  until: Instant,
): readonly (CustomerMessaged | BusinessMessaged | MessageStatus)[] =>
  Array.from({ length: count }, (_, index) => {
    const question = said(customer, index, count, until)
    const { at } = question
    const message = `wamid.answer.${customer}.${index}`
    const status = { type: 'message-status', message, phoneNumberId, customer } as const
    const pricing = { model: 'PMP', type: 'regular', category: 'service' }
    return [
      question,
      {
        type: 'business-messaged',
        id: message,
        at: at + 100,
        content: { kind: 'service' },
        phoneNumberId,
        customer,
      },
      { ...status, id: `${message}/sent`, at: at + 1_000, status: 'sent', pricing },
      { ...status, id: `${message}/delivered`, at: at + 3_000, status: 'delivered', pricing },
    ] as const
  })
    .flat()
    .sort((one, other) => one.at - other.at)
