const service = { kind: 'service' }
const orderReady = { kind: 'template', name: 'order_ready', language: 'en' }

const refused = {
  answer: 'refused',
  reasons: [
    {
      code: 'service-window-closed',
      because: ['G6', 'CSW-3'],
      openedAt: '2026-10-18T11:00:00.000Z',
      closedAt: '2026-10-19T11:00:00.000Z',
    },
  ],
  remedies: [{ do: 'wait-for-customer' }],
  notKnown: [],
  rulebook: '2026-10-01',
}

/** A plan after the window has closed, as it goes over the wire. */
export const planExamples: Readonly<Record<'planRequest' | 'plan', object>> = {
  planRequest: {
    phoneNumberId: '106540352242922',
    customer: '33639980001',
    message: service,
    from: '2026-10-20T10:00:00.000Z',
    until: '2026-11-02T00:00:00.000Z',
  },
  plan: {
    from: '2026-10-20T10:00:00.000Z',
    until: '2026-11-02T00:00:00.000Z',
    now: [{ message: service, ...refused }],
    earliest: 0,
    cheapest: 0,
    options: [
      {
        at: '2026-10-20T10:00:00.000Z',
        until: null,
        needs: [],
        asked: false,
        message: { ...orderReady, category: 'utility' },
        validUntil: null,
        charge: { unit: 'message', category: 'utility', type: 'regular' },
        tier: null,
        opens: [{ what: 'conversation', initiatedBy: 'business', closesAt: '2026-10-21T10:00:00.000Z' }],
        because: ['G7', 'TPL-2', 'PMP-1'],
        notKnown: [],
        rulebook: '2026-10-01',
      },
      {
        at: '2026-10-20T10:00:00.000Z',
        until: null,
        needs: ['customer-writes'],
        asked: true,
        message: service,
        validUntil: '2026-10-21T10:00:00.000Z',
        charge: { unit: 'message', category: 'service', type: 'free_customer_service' },
        tier: { used: 12, amount: 1000 },
        opens: [],
        because: ['G6', 'CSW-3', 'OCT26-3'],
        notKnown: [],
        rulebook: '2026-10-01',
      },
    ],
    notKnown: [],
  },
}
