import { emulator, type Emulator, type EmulatorOptions, type WebhookRequest } from '@guichet/emulator'

export const token = 'a-token'
export const secret = 'a-secret'
export const phoneNumber = '100000000000001'
export const account = '900000000000001'
export const customer = '33639980001'
export const noon: number = Date.parse('2026-10-20T12:00:00Z')

/** An emulator with a webhook that keeps what it gets; `answers` are its answers, then 200. */
export interface Shop {
  readonly emulator: Emulator
  readonly webhooks: WebhookRequest[]
  /** When each webhook came. */
  readonly times: number[]
  readonly answers: (number | 'broken')[]
}

export const shop = (options: Partial<EmulatorOptions> = {}): Shop => {
  const webhooks: WebhookRequest[] = []
  const times: number[] = []
  const answers: (number | 'broken')[] = []
  const made = emulator({
    accessToken: token,
    appSecret: secret,
    start: noon,
    webhook: 'http://shop.example/webhooks',
    deliver: async (request) => {
      const answer = answers.shift() ?? 200
      if (answer === 'broken') throw new Error('connection refused')
      webhooks.push(request)
      times.push(made.now())
      return { status: answer }
    },
    templates: [
      { name: 'news', language: 'en', category: 'MARKETING', text: 'News' },
      { name: 'parcel_sent', language: 'en', category: 'UTILITY', text: 'Your parcel {{1}}' },
      { name: 'code', language: 'en', category: 'AUTHENTICATION', text: 'Code {{1}}' },
    ],
    ...options,
  })
  return { emulator: made, webhooks, times, answers }
}

export interface Answer<Body> {
  readonly status: number
  readonly body: Body
}

type Plain = Record<string, never>

const request = async <Body>(
  { emulator: one }: Shop,
  method: string,
  path: string,
  body?: unknown,
  authorization = `Bearer ${token}`,
): Promise<Answer<Body>> => {
  const answer = await one.fetch(
    new Request(`http://emulator.example${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  )
  return { status: answer.status, body: await answer.json() }
}

export const get = <Body = Plain>(one: Shop, path: string, authorization?: string): Promise<Answer<Body>> =>
  request(one, 'GET', path, undefined, authorization)

export const post = <Body = Plain>(
  one: Shop,
  path: string,
  body: unknown,
  authorization?: string,
): Promise<Answer<Body>> => request(one, 'POST', path, body, authorization)

export const remove = (one: Shop, path: string): Promise<Answer<Plain>> => request(one, 'DELETE', path)

export const textTo = (to: string, more: object = {}): object => ({
  messaging_product: 'whatsapp',
  to,
  type: 'text',
  text: { body: 'Bonjour' },
  ...more,
})

export const templateTo = (to: string, name: string, parameters: readonly string[] = []): object => ({
  messaging_product: 'whatsapp',
  to,
  type: 'template',
  template: {
    name,
    language: { code: 'en' },
    components: [{ type: 'body', parameters: parameters.map((text) => ({ type: 'text', text })) }],
  },
})

export const send = (one: Shop, body: unknown, endpoint = 'messages'): Promise<Answer<Plain>> =>
  post(one, `/v24.0/${phoneNumber}/${endpoint}`, body)

/** Moves the clock by so many seconds. */
export const wait = (one: Shop, seconds: number): Promise<void> =>
  one.emulator.advance(one.emulator.now() + seconds * 1000)

/** What is in the webhooks, by the list's name, in order of arrival. */
export const inWebhooks = (one: Shop, list: string): readonly Record<string, never>[] =>
  one.webhooks.flatMap(({ body }) => elementsIn(JSON.parse(body), list))

export const elementsIn = (
  body: { entry: { changes: { value: Record<string, Record<string, never>[]> }[] }[] },
  list: string,
): readonly Record<string, never>[] =>
  body.entry.flatMap(({ changes }) => changes.flatMap(({ value }) => value[list] ?? []))
