/** One customer's history: the source of all examples in the document. */
const phoneNumberId = '106540352242922'
const customer = '33639980001'
const key = { phoneNumberId, customer }

const thread = {
  ...key,
  aliases: ['FR.13491208655302741918'],
  newest: '2026-10-20T11:00:00.000Z',
  windowClosesAt: '2026-10-21T11:00:00.000Z',
  replyBy: null,
  closedByMeta: null,
  waitingSince: '2026-10-20T11:00:00.000Z',
  name: 'Amélie',
}

const window = { opensAt: '2026-10-20T11:00:00.000Z', closesAt: '2026-10-21T11:00:00.000Z' }

const conversation = {
  initiatedBy: 'user',
  openedAt: '2026-10-20T11:00:00.000Z',
  startedAt: '2026-10-20T11:02:00.000Z',
  closesAt: '2026-10-21T11:02:00.000Z',
}

const allowed = {
  answer: 'allowed',
  validUntil: '2026-10-21T11:00:00.000Z',
  charge: { unit: 'message', category: 'service', type: 'free_customer_service' },
  tier: { used: 12, amount: 1000 },
  opens: [],
  because: ['G6', 'CSW-3'],
  notKnown: [],
  rulebook: '2026-10-01',
}

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
  remedies: [
    {
      do: 'send-template',
      templates: [{ name: 'order_ready', language: 'en', category: 'utility' }],
      more: 0,
      except: [],
    },
    { do: 'wait-for-customer' },
  ],
  notKnown: [],
  rulebook: '2026-10-01',
}

const charge = {
  ...key,
  message: 'wamid.HBgLMzM2Mzk5ODAwMDE',
  at: '2026-10-20T11:02:03.000Z',
  rulebook: '2026-10-01',
  unit: 'message',
  category: 'service',
  type: 'free_customer_service',
  because: ['OCT26-3'],
  reported: null,
  agrees: null,
  tier: { per: 'phone-number', amount: 1000, counts: 'service-messages', beyond: 'regular' },
}

const service = { kind: 'service' }
const orderReady = { kind: 'template', name: 'order_ready', language: 'en' }

/** Requests and answers as they go over the wire, by the case that they show. */
export const examples: Readonly<Record<ExampleName, object>> = {
  ask: { phoneNumberId, customer, message: service },
  askSeveral: { phoneNumberId, customer, messages: [service, orderReady] },
  allowed,
  refused,
  answers: {
    answers: [
      { message: service, ...refused },
      { message: orderReady, ...allowed, tier: null },
    ],
  },
  threads: { now: '2026-10-21T10:30:00.000Z', threads: [thread] },
  thread: {
    now: '2026-10-20T12:00:00.000Z',
    ...thread,
    view: {
      phase: 'open',
      serviceWindow: window,
      conversation,
      entryPoint: null,
      billedConversations: [],
      rulebook: '2026-10-01',
    },
  },
  history: {
    events: [
      {
        type: 'customer-messaged',
        id: 'wamid.HBgLMzM2Mzk5ODAwMDEVAg',
        at: '2026-10-20T11:00:00.000Z',
        ...key,
        kind: 'text',
      },
    ],
    messages: [],
    conversations: [conversation],
    windows: [window],
    entryPoints: [],
    more: 0,
  },
  charges: { charges: [charge], more: 0 },
  intents: {
    intents: [
      {
        phoneNumberId,
        recipient: customer,
        key: 'order-4711',
        claimedAt: '2026-10-20T12:00:00.000Z',
        content: service,
        state: { is: 'unknown', reason: 'the connection was lost before WhatsApp answered' },
      },
    ],
  },
  giveUp: { phoneNumberId, recipient: customer, key: 'order-4711' },
  templates: {
    templates: [
      {
        account: '102290129340398',
        name: 'order_ready',
        language: 'en',
        status: 'PAUSED',
        category: 'utility',
        since: '2026-10-19T08:00:00.000Z',
      },
    ],
    lists: [
      {
        account: '102290129340398',
        complete: true,
        listedAt: '2026-10-20T05:30:00.000Z',
        readAt: '2026-10-20T08:30:00.000Z',
        failure: {
          since: '2026-10-20T11:30:01.000Z',
          at: '2026-10-20T11:30:01.000Z',
          outcome: 'refused',
          detail: 'WhatsApp refuses the request: the access token is wrong or has expired (190)',
          status: 401,
          code: 190,
          retryAt: '2026-10-20T11:31:01.000Z',
        },
      },
    ],
  },
  findings: {
    findings: [
      {
        code: 'meta-refused-inside-window',
        ...key,
        message: 'wamid.HBgLMzM2Mzk5ODAwMDE',
        at: '2026-10-20T11:30:00.000Z',
        because: ['CSW-5'],
        window,
        template: null,
        explanation:
          'WhatsApp refused the message at Tue 20 Oct 2026 11:30 UTC, although the window was open.',
      },
    ],
  },
  standard: { to: customer, text: 'Your order is ready.', template: { name: 'order_ready', language: 'en' } },
  standardSent: {
    message: 'wamid.HBgLMzM2Mzk5ODAwMDE',
    sentAs: 'service',
    charge: allowed.charge,
    validUntil: allowed.validUntil,
    notKnown: allowed.notKnown,
  },
  refusedProblem: {
    type: '/problems/refused-by-rule',
    title: "WhatsApp's rules do not permit this message now",
    status: 422,
    detail: 'Refused: a service message may not be sent, because the customer service window closed.',
    reasons: refused.reasons,
    remedies: refused.remedies,
    notKnown: refused.notKnown,
  },
  cloudMessage: { messaging_product: 'whatsapp', to: customer, type: 'text', text: { body: 'Bonjour' } },
  cloudSent: {
    messaging_product: 'whatsapp',
    contacts: [{ input: customer, wa_id: customer }],
    messages: [{ id: 'wamid.HBgLMzM2Mzk5ODAwMDE' }],
  },
  graphRefusal: {
    error: {
      message: '(#131047) Re-engagement message',
      type: 'OAuthException',
      code: 131047,
      error_data: {
        messaging_product: 'whatsapp',
        details: 'Refused: a service message may not be sent, because the customer service window closed.',
      },
      guichet: {
        outcome: 'refused-by-rule',
        reasons: refused.reasons,
        remedies: refused.remedies,
        notKnown: refused.notKnown,
      },
    },
  },
  unread: {
    unread: [
      {
        source: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
        receivedAt: '2026-10-20T11:30:00.000Z',
        path: '$.entry[0].changes[0].value.messages[0].timestamp',
        reason: 'is missing',
        event: null,
      },
    ],
  },
}

type ExampleName =
  | 'ask'
  | 'askSeveral'
  | 'allowed'
  | 'refused'
  | 'answers'
  | 'threads'
  | 'thread'
  | 'history'
  | 'charges'
  | 'intents'
  | 'giveUp'
  | 'templates'
  | 'findings'
  | 'unread'
  | 'standard'
  | 'standardSent'
  | 'refusedProblem'
  | 'cloudMessage'
  | 'cloudSent'
  | 'graphRefusal'
