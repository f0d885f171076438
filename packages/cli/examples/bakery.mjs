/**
 * Writes bakery.ndjson: ten days of a bakery with two WhatsApp numbers in Paris, around the change of
 * prices on 1 October 2026. Invented from the platform's rules; the phone numbers are of the French range
 * that is kept free for fiction. Run `node bakery.mjs > bakery.ndjson` to write it anew.
 */
const account = '200000000000001'
const shop = '100000000000001'
const orders = '100000000000002'
const displayed = { [shop]: '33139980001', [orders]: '33139980002' }

/** An instant in Paris, which is two hours ahead of UTC in these days. */
const paris = (day, time) => {
  const at = Date.parse(`2026-${day}T${time.length === 5 ? `${time}:00` : time}+02:00`)
  if (Number.isNaN(at)) throw new Error(`no instant: ${day} ${time}`)
  return at / 1000
}

const people = {
  amelie: { wa_id: '33639980001', user_id: 'FR.1000000000000000001', name: 'Amélie' },
  bruno: { wa_id: '33639980002', user_id: 'FR.1000000000000000002', name: 'Bruno' },
  chloe: { wa_id: '33639980003', user_id: 'FR.1000000000000000003', name: 'Chloé' },
  david: { wa_id: '33639980004', user_id: 'FR.1000000000000000004', name: 'David' },
  emma: { wa_id: '33639980005', user_id: 'FR.1000000000000000005', name: 'Emma' },
  fatou: { user_id: 'FR.1000000000000000006', name: 'Fatou' },
  gabriel: { wa_id: '33639980007', user_id: 'FR.1000000000000000007', name: 'Gabriel' },
  hugo: { wa_id: '33639980008', user_id: 'FR.1000000000000000008', name: 'Hugo' },
  ines: { wa_id: '33639980009', user_id: 'FR.1000000000000000009', name: 'Inès' },
  jules: { wa_id: '33639980010', user_id: 'FR.1000000000000000010', name: 'Jules' },
  karim: { wa_id: '33639980011', user_id: 'FR.1000000000000000011', name: 'Karim' },
  lea: { wa_id: '33639980012', user_id: 'FR.1000000000000000012', name: 'Léa' },
}

const contact = ({ wa_id, user_id, name }) => ({ profile: { name }, ...(wa_id ? { wa_id } : {}), user_id })

/** What a change of the field `messages` carries. */
const value = (phone, rest) => ({
  messaging_product: 'whatsapp',
  metadata: { display_phone_number: displayed[phone], phone_number_id: phone },
  ...rest,
})
const change = (phone, rest, field = 'messages') => ({ field, value: value(phone, rest) })
const body = (...changes) => ({ object: 'whatsapp_business_account', entry: [{ id: account, changes }] })

const message = (who, at, id, rest = { type: 'text', text: { body: 'Bonjour !' } }) => ({
  ...(who.wa_id ? { from: who.wa_id } : {}),
  from_user_id: who.user_id,
  id: `wamid.${id}`,
  timestamp: String(at),
  ...rest,
})
/** The customer writes. */
const says = (phone, who, at, id, rest) =>
  body(change(phone, { contacts: [contact(who)], messages: [message(who, at, id, rest)] }))

const recipient = ({ wa_id, user_id }) => ({
  ...(wa_id ? { recipient_id: wa_id } : {}),
  recipient_user_id: user_id,
})
const status = (who, at, id, name, rest = {}) => ({
  id: `wamid.${id}`,
  status: name,
  timestamp: String(at),
  ...recipient(who),
  ...rest,
})
const pricing = (category, type) => ({
  pricing: { billable: type === 'regular', pricing_model: 'PMP', type, category },
})
const service = pricing('service', 'free_customer_service')
const utility = pricing('utility', 'regular')
const utilityInWindow = pricing('utility', 'free_customer_service')
const marketing = pricing('marketing', 'regular')
const inEntryPoint = pricing('marketing', 'free_entry_point')

const statuses = (phone, who, ...list) =>
  body(
    change(phone, {
      contacts: [contact(who)],
      statuses: list.map(([at, id, name, rest]) => status(who, at, id, name, rest)),
    }),
  )
/** A message of the business that went out and arrived a few seconds later. */
const sent = (phone, who, at, id, price) => [
  statuses(phone, who, [at, id, 'sent', price]),
  statuses(phone, who, [at + 3, id, 'delivered', price]),
]
const failed = (phone, who, at, id, code, title) =>
  statuses(phone, who, [at, id, 'failed', { errors: [{ code, title, message: title }] }])

/** Our own record of a request and its answer. */
const outbound = (phone, who, at, id, content) => ({
  at: new Date(at * 1000).toISOString(),
  request: {
    url: `/v26.0/${phone}/messages`,
    body: { messaging_product: 'whatsapp', recipient_type: 'individual', to: who.wa_id, ...content },
  },
  response: {
    messaging_product: 'whatsapp',
    contacts: [{ input: who.wa_id, wa_id: who.wa_id, user_id: who.user_id }],
    messages: [{ id: `wamid.${id}` }],
  },
})
const template = (name) => ({ type: 'template', template: { name, language: { code: 'fr' } } })
const templateStatus = (at, name, category, event, rest = {}) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: account,
      time: at,
      changes: [
        {
          field: 'message_template_status_update',
          value: {
            event,
            message_template_id: 1,
            message_template_name: name,
            message_template_language: 'fr',
            message_template_category: category,
            reason: 'NONE',
            ...rest,
          },
        },
      ],
    },
  ],
})

const { amelie, bruno, chloe, david, emma, fatou, gabriel, hugo, ines, jules, karim, lea } = people
const twice = (line) => [line, line]

const log = [
  // The templates of the account.
  templateStatus(paris('09-21', '09:00'), 'order_ready', 'UTILITY', 'APPROVED'),
  templateStatus(paris('09-21', '09:00'), 'autumn_tarts', 'MARKETING', 'APPROVED'),
  templateStatus(paris('09-21', '09:00'), 'loyalty_card', 'MARKETING', 'APPROVED'),

  // David writes day after day; each message gives the window a full 24 hours again.
  says(shop, david, paris('09-28', '09:05'), 'david1'),
  ...sent(shop, david, paris('09-28', '09:20'), 'david2', service),
  says(shop, david, paris('09-29', '08:50'), 'david3'),
  ...sent(shop, david, paris('09-29', '18:00'), 'david4', service),
  says(shop, david, paris('09-30', '08:30'), 'david5', {
    type: 'image',
    image: { id: '1', mime_type: 'image/jpeg' },
  }),
  ...sent(shop, david, paris('10-01', '08:29:59'), 'david6', service),

  // Bruno gets a template, answers, and from then on the business may write freely.
  outbound(orders, bruno, paris('09-29', '10:00'), 'bruno1', template('order_ready')),
  ...sent(orders, bruno, paris('09-29', '10:00'), 'bruno1', utility),
  says(orders, bruno, paris('09-29', '11:30'), 'bruno2'),
  ...sent(orders, bruno, paris('09-29', '11:34'), 'bruno3', service),
  ...sent(orders, bruno, paris('09-29', '17:10'), 'bruno4', service),

  // Chloé gets a template and stays silent. A plain message a day later is refused; a new template starts over.
  outbound(orders, chloe, paris('09-29', '10:01'), 'chloe1', template('order_ready')),
  ...sent(orders, chloe, paris('09-29', '10:01'), 'chloe1', utility),
  failed(orders, chloe, paris('09-30', '11:00'), 'chloe2', 131047, 'Re-engagement message'),
  outbound(orders, chloe, paris('09-30', '11:05'), 'chloe3', template('order_ready')),
  ...sent(orders, chloe, paris('09-30', '11:05'), 'chloe3', utility),

  // Amélie writes first, is answered, and the talk ends by itself. Meta delivers one webhook twice.
  ...twice(says(shop, amelie, paris('10-01', '09:12'), 'amelie1')),
  ...sent(shop, amelie, paris('10-01', '09:20'), 'amelie2', service),
  says(shop, amelie, paris('10-01', '09:26'), 'amelie3', {
    type: 'reaction',
    reaction: { message_id: 'wamid.amelie2', emoji: '👍' },
  }),
  ...sent(shop, amelie, paris('10-01', '09:30'), 'amelie4', service),

  // Emma writes and nobody answers; when she writes again after more than a day, a new conversation begins.
  says(shop, emma, paris('09-30', '19:45'), 'emma1'),
  says(shop, emma, paris('10-02', '08:10'), 'emma2', {
    type: 'audio',
    audio: { id: '2', mime_type: 'audio/ogg', voice: true },
  }),
  ...sent(shop, emma, paris('10-02', '08:25'), 'emma3', service),

  // Fatou comes through an ad, without a phone number. The answer opens the free entry point.
  says(shop, fatou, paris('10-01', '12:00'), 'fatou1', {
    type: 'text',
    text: { body: 'Vous livrez ?' },
    referral: {
      source_type: 'ad',
      source_id: '300000000000001',
      source_url: 'https://fb.me/example',
      headline: 'Tartes d’automne',
    },
  }),
  statuses(shop, fatou, [
    paris('10-01', '14:15'),
    'fatou2',
    'sent',
    {
      conversation: {
        id: 'f0000000000000000000000000000001',
        expiration_timestamp: String(paris('10-04', '14:16')),
        origin: { type: 'referral_conversion' },
      },
      ...pricing('referral_conversion', 'free_entry_point'),
    },
  ]),

  // One body for both numbers: two entries of the same customer service, messages and statuses mixed.
  body(
    change(shop, {
      contacts: [contact(gabriel)],
      messages: [
        message(gabriel, paris('10-02', '10:00'), 'gabriel1'),
        message(gabriel, paris('10-02', '10:01'), 'gabriel2', {
          type: 'location',
          location: { latitude: 48.85, longitude: 2.35 },
        }),
      ],
    }),
    change(orders, {
      contacts: [contact(bruno)],
      statuses: [status(bruno, paris('10-02', '09:00'), 'bruno5', 'sent', utility)],
    }),
  ),
  // Statuses overtake each other: read, then delivered, then sent.
  statuses(shop, gabriel, [paris('10-02', '10:20'), 'gabriel3', 'read']),
  statuses(shop, gabriel, [paris('10-02', '10:16'), 'gabriel3', 'delivered', service]),
  statuses(shop, gabriel, [paris('10-02', '10:15'), 'gabriel3', 'sent', service]),
  ...sent(shop, gabriel, paris('10-04', '16:00'), 'gabriel5', service),

  // The same request, sent again after a time-out: both were accepted.
  says(orders, karim, paris('10-02', '11:00'), 'karim1'),
  outbound(orders, karim, paris('10-02', '11:02'), 'karim2', {
    type: 'text',
    text: { body: 'Votre commande est prête.' },
  }),
  outbound(orders, karim, paris('10-02', '11:02:31'), 'karim3', {
    type: 'text',
    text: { body: 'Votre commande est prête.' },
  }),
  ...sent(orders, karim, paris('10-02', '11:02'), 'karim2', service),
  ...sent(orders, karim, paris('10-02', '11:02:31'), 'karim3', service),

  // Hugo wants no marketing; the campaign that goes out all the same fails.
  ...sent(shop, hugo, paris('10-02', '15:00'), 'hugo1', marketing),
  {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: account,
        changes: [
          change(
            shop,
            {
              contacts: [contact(hugo)],
              user_preferences: [
                {
                  wa_id: hugo.wa_id,
                  user_id: hugo.user_id,
                  detail: 'User requested to stop marketing messages',
                  category: 'marketing_messages',
                  value: 'stop',
                  timestamp: paris('10-02', '15:04'),
                },
              ],
            },
            'user_preferences',
          ),
        ],
      },
    ],
  },
  outbound(shop, hugo, paris('10-05', '15:00'), 'hugo2', template('autumn_tarts')),
  failed(shop, hugo, paris('10-05', '15:00:02'), 'hugo2', 131050, 'User stopped marketing messages'),

  // The loyalty card was paused for its quality, and went out once more.
  templateStatus(paris('10-03', '08:00'), 'loyalty_card', 'MARKETING', 'PAUSED', {
    other_info: { title: 'FIRST_PAUSE', description: '' },
  }),
  outbound(shop, jules, paris('10-03', '09:30'), 'jules1', template('loyalty_card')),
  failed(shop, jules, paris('10-03', '09:30:01'), 'jules1', 132015, 'Template is paused'),
  // Jules calls instead; a call opens the window too.
  {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: account,
        changes: [
          change(
            shop,
            {
              contacts: [contact(jules)],
              calls: [
                {
                  id: 'wacid.jules2',
                  from: jules.wa_id,
                  to: displayed[shop],
                  event: 'connect',
                  timestamp: String(paris('10-03', '10:00')),
                  direction: 'USER_INITIATED',
                },
              ],
            },
            'calls',
          ),
        ],
      },
    ],
  },
  ...sent(shop, jules, paris('10-03', '10:12'), 'jules3', service),

  // Now and then WhatsApp refuses a reply although the window is open.
  says(shop, ines, paris('10-03', '17:00'), 'ines1'),
  failed(shop, ines, paris('10-03', '17:06'), 'ines2', 131047, 'Re-engagement message'),
  says(shop, ines, paris('10-03', '17:20'), 'ines3'),
  ...sent(shop, ines, paris('10-03', '17:22'), 'ines4', service),

  // This message of Gabriel's comes two days late; the reply of 4 October was inside its window after all.
  says(shop, gabriel, paris('10-04', '09:00'), 'gabriel4'),

  // David again, a minute too late.
  failed(shop, david, paris('10-01', '08:31'), 'david7', 131047, 'Re-engagement message'),

  // The same template inside the open window, before and after 1 October: free, then charged.
  outbound(shop, david, paris('09-30', '09:10'), 'david8', template('order_ready')),
  ...sent(shop, david, paris('09-30', '09:10'), 'david8', utilityInWindow),
  outbound(shop, emma, paris('10-02', '11:00'), 'emma4', template('order_ready')),
  ...sent(shop, emma, paris('10-02', '11:00'), 'emma4', utility),

  // A campaign reaches Fatou while her free entry point is open.
  ...sent(shop, fatou, paris('10-03', '18:00'), 'fatou3', inEntryPoint),

  // Léa comes through an ad as well; nobody answers for two days, and then it has to be a paid template.
  says(shop, lea, paris('10-02', '18:00'), 'lea1', {
    type: 'text',
    text: { body: 'Bonjour, une tarte pour six ?' },
    referral: { source_type: 'ad', source_id: '300000000000001', source_url: 'https://fb.me/example' },
  }),
  outbound(shop, lea, paris('10-04', '09:00'), 'lea2', template('autumn_tarts')),
  ...sent(shop, lea, paris('10-04', '09:00'), 'lea2', marketing),

  // A template that was approved as a utility, and that Meta charges as marketing.
  outbound(shop, ines, paris('10-03', '18:00'), 'ines5', template('order_ready')),
  ...sent(shop, ines, paris('10-03', '18:00'), 'ines5', marketing),

  // What is not about a thread, or not known today.
  {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: account,
        changes: [
          change(
            shop,
            {
              message_echoes: [
                {
                  from: displayed[shop],
                  to: emma.wa_id,
                  id: 'wamid.echo1',
                  timestamp: String(paris('10-02', '20:00')),
                  type: 'text',
                  text: { body: 'Depuis le téléphone' },
                },
              ],
            },
            'smb_message_echoes',
          ),
        ],
      },
    ],
  },
  {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: account,
        time: paris('10-04', '12:00'),
        changes: [{ field: 'account_update', value: { event: 'VERIFIED_ACCOUNT' } }],
      },
    ],
  },
  says(shop, emma, paris('10-05', '09:00'), 'emma5', { type: 'poll_vote', poll_vote: {} }),
]

const lines = log.map((line) => JSON.stringify(line))
// A process was killed while it wrote its last line.
lines.push(lines[3].slice(0, 120))
process.stdout.write(`${lines.join('\n')}\n`)
