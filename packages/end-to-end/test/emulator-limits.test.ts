import { readWebhookText } from '@guichet/cloud-api'
import { answerToJson, engine, isRight, settings, type Content, type Event } from '@guichet/core'
import { emulator, noFaults, type Action, type Emulator } from '@guichet/emulator'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdsLater } from '../../core/test/support/check.ts'

const phoneNumbers = [
  { id: '100000000000001', number: '33639980000', verifiedName: 'The Shop' },
  { id: '100000000000002', number: '33639980009', verifiedName: 'The Workshop', account: '900000000000002' },
]
const customers = ['33639981001', '33639981002', '33639981003', '12125550100', '14165550100']
const accounts = ['900000000000001', '900000000000002']

function accountOf(number: string): string {
  return phoneNumbers.find(({ id }) => id === number)?.account ?? '900000000000001'
}

const customer = fc.constantFrom(...customers)
const phoneNumberId = fc.constantFrom(...phoneNumbers.map(({ id }) => id))
const account = fc.constantFrom(...accounts)

type Send = {
  readonly phoneNumberId: string
  readonly to: string
  readonly content: Content
  readonly times: number
}
type Step =
  | { readonly is: 'send'; readonly send: Send }
  | { readonly is: 'action'; readonly action: Action }
  | { readonly is: 'cap'; readonly send: Send }
  | {
      readonly is: 'restriction'
      readonly account: string
      readonly restriction: 'replies' | 'business-initiated-messages'
      readonly seconds: number
      readonly phoneNumberId: string | null
    }
  | { readonly is: 'wait'; readonly seconds: number }

const template = (name: string): Content => ({ kind: 'template', name, language: 'en' })

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({
        phoneNumberId,
        to: customer,
        content: fc.constantFrom<Content[]>(
          { kind: 'service' },
          template('autumn_sale'),
          template('parcel_sent'),
        ),
        times: fc.constantFrom(1, 1, 1, 2, 46),
      })
      .map((send): Step => ({ is: 'send', send })),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({ customer, phoneNumberId })
      .map((who): Step => ({ is: 'action', action: { do: 'say', ...who } })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ account, limit: fc.constantFrom(1, 2, 3, null) })
      .map((what): Step => ({ is: 'action', action: { do: 'set-messaging-limit', ...what } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        account,
        restriction: fc.constantFrom('replies' as const, 'business-initiated-messages' as const),
        seconds: fc.constantFrom(0, 10, 3600, 90_000),
        phoneNumberId: fc.constantFrom(null, phoneNumbers[0]?.id ?? '', phoneNumbers[1]?.id ?? ''),
      })
      .map((what): Step => ({ is: 'restriction', ...what })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ account }).map((what): Step => ({
      is: 'action',
      action: { do: 'restrict', restriction: 'all-messages', ...what },
    })),
  },
  {
    weight: 2,
    arbitrary: account.map((one): Step => ({ is: 'action', action: { do: 'release', account: one } })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ phoneNumberId, to: customer })
      .map((who): Step => ({ is: 'cap', send: { ...who, content: template('autumn_sale'), times: 1 } })),
  },
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(1, 5, 6, 7, 270, 3600, 43_200, 86_395, 86_400)
      .map((seconds): Step => ({ is: 'wait', seconds })),
  },
)

/** What comes of the emulator's refusals: Meta's code for each reason that `ask` gives. */
const codeOf: Readonly<Record<string, readonly number[]>> = {
  'account-restricted': [368, 131031],
  'messaging-limit-reached': [131048],
  'pair-rate-reached': [131056],
  'throughput-reached': [130429],
  'marketing-cap-reached': [131049],
  'marketing-not-delivered': [131049],
  'service-window-closed': [131047],
}

/** Before a number's first webhook its account would not be known, and any would speak for it. */
const known = settings({
  phoneNumbers: Object.fromEntries(
    phoneNumbers.map(({ id, number }) => [id, { account: accountOf(id), displayPhoneNumber: number }]),
  ),
})
const own = engine(isRight(known) ? known.right : undefined)

/** Sends a message as a client does; gives the wamid, or Meta's code. */
const sendTo = async (
  whatsapp: Emulator,
  { phoneNumberId: from, to, content }: Send,
): Promise<{ readonly wamid: string } | { readonly code: number }> => {
  const part =
    content.kind === 'template'
      ? {
          type: 'template',
          template: {
            name: content.name,
            language: { code: content.language },
            components:
              content.name === 'parcel_sent'
                ? [{ type: 'body', parameters: [{ type: 'text', text: '1' }] }]
                : [],
          },
        }
      : { type: 'text', text: { body: 'Bonjour' } }
  const answer = await whatsapp.fetch(
    new Request(`http://emulator.example/v24.0/${from}/messages`, {
      method: 'POST',
      headers: { authorization: 'Bearer a-token' },
      body: JSON.stringify({ messaging_product: 'whatsapp', to, ...part }),
    }),
  )
  const body = (await answer.json()) as {
    messages?: readonly { id: string }[]
    error?: { code: number }
  }
  const wamid = body.messages?.[0]?.id
  return wamid === undefined ? { code: body.error?.code ?? 0 } : { wamid }
}

/** Reasons for which a message is accepted first, and fails. */
const later: ReadonlySet<string> = new Set([
  'marketing-cap-reached',
  'marketing-not-delivered',
  'service-window-closed',
])

/** A burst to one customer alone does not reach it. */
const perSecond = 50

/** How often what happened, over all histories. */
const met = new Map<string, number>()

/** Lives through a history; before each send core is asked by what webhooks and answers have told. */
const live = async (steps: readonly Step[], seed: number): Promise<void> => {
  let state = own.initial
  const take = (events: readonly Event[]): void => {
    state = events.reduce(own.evolve, state)
  }
  const whatsapp = emulator({
    accessToken: 'a-token',
    appSecret: 'a-secret',
    seed,
    start: Date.parse('2026-10-20T12:00:00Z'),
    phoneNumbers,
    perSecond,
    templates: phoneNumbers.flatMap(({ account: of }) =>
      [
        { name: 'autumn_sale', language: 'en', category: 'MARKETING' as const, text: 'Sale' },
        { name: 'parcel_sent', language: 'en', category: 'UTILITY' as const, text: 'Parcel {{1}}' },
      ].map((one) => (of === undefined ? one : { ...one, account: of })),
    ),
    webhook: 'http://shop.example/',
    deliver: async ({ body }) => {
      take(readWebhookText(body, { receivedAt: whatsapp.now() }).events)
      return { status: 200 }
    },
  })
  const second = (): Promise<void> => whatsapp.advance(whatsapp.now() + 1000)
  await second()
  // Of the usual throughput no webhook speaks.
  const about = { type: 'throughput-changed', at: whatsapp.now(), perSecond } as const
  take(phoneNumbers.map(({ id }) => ({ ...about, id, phoneNumberId: id })))
  const foretold = new Map<string, readonly string[]>()
  const send = async (wanted: Send): Promise<void> => {
    const { phoneNumberId: from, to, content } = wanted
    const key = { phoneNumberId: from, customer: to }
    const answer = answerToJson(own.ask(state, key, content, whatsapp.now()))
    const reasons = answer?.['answer'] === 'refused' ? answer['reasons'] : []
    const codes = (reasons as readonly { code: string }[]).map(({ code }) => code)
    for (const code of codes) met.set(code, (met.get(code) ?? 0) + 1)
    const sent = await sendTo(whatsapp, wanted)
    if ('code' in sent) {
      const atOnce = codes.find((code) => !later.has(code)) ?? 'nothing'
      expect([atOnce, codeOf[atOnce]]).toEqual([atOnce, expect.arrayContaining([sent.code])])
      return
    }
    foretold.set(sent.wamid, codes)
    const event = { type: 'business-messaged', id: sent.wamid, at: whatsapp.now(), content } as const
    take([{ ...event, ...key, account: accountOf(from) }])
  }
  for (const one of steps) {
    switch (one.is) {
      case 'wait':
        await whatsapp.advance(whatsapp.now() + one.seconds * 1000)
        break
      case 'cap':
        whatsapp.setFaults({ ...noFaults, marketingCapped: 1 })
        await send(one.send)
        await second()
        whatsapp.setFaults(noFaults)
        await send(one.send)
        break
      case 'action':
        whatsapp.perform(one.action)
        await second()
        break
      case 'restriction': {
        const { restriction, seconds, phoneNumberId: number, account: of } = one
        const until = whatsapp.now() + seconds * 1000
        whatsapp.perform({
          do: 'restrict',
          restriction,
          until,
          ...(number === null ? { account: of } : { phoneNumberId: number }),
        })
        await second()
        break
      }
      case 'send':
        for (let time = 0; time < one.send.times; time++) await send(one.send)
        break
    }
  }
  await whatsapp.advance(whatsapp.now() + 60_000)
  for (const { message, errorCode, reasons } of whatsapp.truth().messages) {
    const codes = foretold.get(message) ?? []
    expect(reasons).toEqual(codes)
    if (codes.length > 0) expect(codes.flatMap((code) => codeOf[code] ?? [])).toContain(errorCode)
  }
}

test('law: what the emulator refuses by its reading copy, ask foresees, and the other way round', async () => {
  const stories = fc.record({ steps: fc.array(step, { minLength: 4, maxLength: 25 }), roll: fc.nat(1000) })
  await holdsLater(stories, ({ steps, roll }) => live(steps, roll), 80)
  const missed = Object.keys(codeOf).filter((code) => !met.has(code))
  expect(missed).toEqual([])
})
