/** Events in the protocol's form, of one customer of one phone number unless said otherwise. */
export const thread = { phoneNumberId: '100000000000001', customer: '33639980001' } as const

export const day = (n: number, time = '09:00:00.000'): string =>
  `2026-09-${String(n).padStart(2, '0')}T${time}Z`

type Fields = Readonly<Record<string, unknown>>

export const messaged = (id: string, at: string, more: Fields = {}): Fields => ({
  type: 'customer-messaged',
  id,
  at,
  ...thread,
  kind: 'text',
  ...more,
})

export const sent = (id: string, at: string, more: Fields = {}): Fields => ({
  type: 'business-messaged',
  id,
  at,
  ...thread,
  content: { kind: 'service' },
  ...more,
})

export const status = (message: string, is: string, at: string, more: Fields = {}): Fields => ({
  type: 'message-status',
  id: `${message}/${is}`,
  at,
  ...thread,
  message,
  status: is,
  ...more,
})

/** A logged request to the messages endpoint with its answer. */
export const outbound = (wamid: string, at: string, more: Fields = {}): Fields => ({
  at,
  request: {
    url: `/v26.0/${thread.phoneNumberId}/messages`,
    body: { messaging_product: 'whatsapp', to: thread.customer, type: 'text', text: { body: 'Voilà' } },
  },
  response: { contacts: [{ wa_id: thread.customer }], messages: [{ id: wamid }] },
  ...more,
})

/** Meta's word on a charge. */
export const pricing = (category: string, type: string, more: Fields = {}): Fields => ({
  pricing: { model: 'PMP', billable: type === 'regular', type, category, ...more },
})

/** A message of the business with nothing but its delivery, and what Meta says of its charge. */
export const delivered = (id: string, at: string, more: Fields = {}): readonly Fields[] => [
  sent(id, at, more),
  status(id, 'delivered', at, more),
]

export const template = (name: string, category: string): Fields => ({
  content: { kind: 'template', name, language: 'fr', category },
})
