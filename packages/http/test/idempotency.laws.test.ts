import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR } from '@guichet/core'
import { breakOff, json, type GraphServer, type Reached } from './support/graph-server.ts'
import { holdsLater } from '../../core/test/support/check.ts'
import { customer, post, textTo, templateTo, worldOf, type Told, type World } from './support/world.ts'

/** One thing that happens; several sends of one batch are made at the same time. */
type Step =
  | { readonly is: 'wait'; readonly hours: number }
  | { readonly is: 'hear' }
  | { readonly is: 'send'; readonly batch: readonly Asked[] }

interface Asked {
  readonly api: 'connection' | 'standard'
  readonly key: 'a' | 'b'
  /** Another message under the same key. */
  readonly variant: 1 | 2
  /** Named by the phone number, or by the user id. */
  readonly name: 'number' | 'user id'
  readonly answer: 'accept' | 'refuse' | 'throttle' | 'break off'
  /** How many turns WhatsApp takes to answer. */
  readonly turns: number
}

const asked: fc.Arbitrary<Asked> = fc.record({
  api: fc.constantFrom('connection', 'standard'),
  key: fc.constantFrom('a', 'b'),
  variant: fc.constantFrom(1, 1, 1, 2),
  name: fc.constantFrom('number', 'user id'),
  answer: fc.constantFrom('accept', 'accept', 'accept', 'refuse', 'throttle', 'break off'),
  turns: fc.nat({ max: 6 }),
})

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant('wait' as const), hours: fc.constantFrom(1, 13, 23, 24, 49) }),
  },
  { weight: 2, arbitrary: fc.constant({ is: 'hear' as const }) },
  {
    weight: 5,
    arbitrary: fc.record({
      is: fc.constant('send' as const),
      batch: fc.array(asked, { minLength: 1, maxLength: 4 }),
    }),
  },
)

const error = (code: number) => ({ error: { code, message: 'no', type: 'OAuthException' } })

const answerOf = ({ answer, turns }: Asked, wamid: string): GraphServer['answers'][number] => {
  const answers = {
    accept: json(200, { contacts: [{ wa_id: customer }], messages: [{ id: wamid }] }),
    refuse: json(400, error(131026)),
    throttle: json(400, error(131056)),
    'break off': breakOff,
  }
  return (response, request) => {
    const after = (left: number): void =>
      void (left === 0 ? answers[answer](response, request) : setImmediate(() => after(left - 1)))
    after(turns)
  }
}

const userId = 'FR.1'

const request = (world: World, { api, key, variant, name: named }: Asked): Promise<Told> => {
  const headers = { 'idempotency-key': key }
  const name = `${key}_${variant}`
  const to = named === 'number' ? customer : userId
  if (api === 'standard')
    return world.ask(
      '/messages',
      post({ phoneNumberId: '100', to, text: name, template: { name, language: 'en_US' } }, headers),
    )
  const { to: _, ...words } = (variant === 1 ? textTo(to, name) : templateTo(to, name)) as { to: string }
  const address = named === 'number' ? { to } : { recipient: to }
  return world.ask('/v24.0/100/messages', post({ ...words, ...address }, headers))
}

/** The key of a message is in its words. */
const keyOf = ({ body }: Reached): string => {
  const message = JSON.parse(body.toString()) as { text?: { body: string }; template?: { name: string } }
  return (message.text?.body ?? message.template?.name ?? '').split('_')[0] ?? ''
}

interface Run {
  readonly answers: readonly (Asked & { readonly told: Told })[]
  /** What WhatsApp was asked to send, how it answered, and when the customer had last spoken. */
  readonly handed: readonly {
    readonly reached: Reached
    readonly how: Asked['answer']
    readonly silence: number
  }[]
}

const play = async (steps: readonly Step[]): Promise<Run> => {
  const world = await worldOf()
  const answers: (Asked & { told: Told })[] = []
  const handed: Run['handed'][number][] = []
  let heardAt = -Infinity
  try {
    // Their two ids are known for one customer's, and the window is closed.
    const at = world.clock.now - 3 * DAY
    const ids = { phoneNumberId: '100', customer: userId, aliases: [customer] }
    await world.runtime.record([{ type: 'customer-messaged', id: 'first', at, kind: 'text', ...ids }])
    for (const one of steps) {
      if (one.is === 'wait') world.clock.now += one.hours * HOUR
      if (one.is === 'hear') {
        await world.hear(customer)
        heardAt = world.clock.now
      }
      if (one.is === 'send') {
        world.graph.answers.length = 0
        for (const single of one.batch)
          world.graph.answers.push((response, reached) => {
            handed.push({ reached, how: single.answer, silence: world.clock.now - heardAt })
            answerOf(single, `wamid.${handed.length}`)(response, reached)
          })
        const told = await Promise.all(one.batch.map((single) => request(world, single)))
        one.batch.forEach((single, index) => answers.push({ ...single, told: told[index] as Told }))
      }
    }
  } finally {
    await world.close()
  }
  return { answers, handed }
}

const stories = fc.array(step, { maxLength: 14 })

const keys = ['a', 'b'] as const

/** One key sends one message at most, by whichever API. */
const sendsOnce = ({ handed }: Run): void => {
  for (const key of keys) {
    const maybeSent = handed.filter(
      ({ reached, how }) => keyOf(reached) === key && (how === 'accept' || how === 'break off'),
    )
    expect(maybeSent.length).toBeLessThanOrEqual(1)
  }
}

/** Every request with the same key gets the same answer, marked as a repetition. */
const tellsTheSame = ({ answers }: Run): void => {
  for (const key of keys) {
    const good = answers.filter((one) => one.key === key && one.told.status === 200)
    // The name in the answer is the one in the request.
    const texts = good.map(({ told }) => told.text.replace(/"contacts":\[.*?\],/, ''))
    expect(new Set(texts).size).toBeLessThanOrEqual(1)
    const first = good.filter(({ told }) => !told.headers.has('idempotency-replayed'))
    expect(first).toHaveLength(Math.min(1, good.length))
  }
}

/** A service message leaves only while the window is open. */
const heedsTheWindow = ({ handed }: Run): void => {
  for (const { reached, silence } of handed)
    if (reached.body.includes('"type":"text"')) expect(silence).toBeLessThan(DAY)
}

/** Every answer has a status that says what to do. */
const saysWhatToDo = ({ answers }: Run): void => {
  for (const { told, api } of answers) {
    expect([200, 400, 409, 422, 424, 429]).toContain(told.status)
    if (told.status === 429) expect(Number(told.headers.get('retry-after'))).toBeGreaterThan(0)
    if (told.status !== 200) expect(api === 'connection' ? told.json.error.code : told.json.type).toBeTruthy()
  }
}

test('one key sends once, is told the same, and heeds the window, by both APIs in any order', async () => {
  const seen = new Set<string>()
  await holdsLater(stories, async (steps) => {
    const run = await play(steps)
    for (const law of [sendsOnce, tellsTheSame, heedsTheWindow, saysWhatToDo]) law(run)
    for (const { told, api } of run.answers)
      seen.add(`${api} ${told.status}${told.headers.has('idempotency-replayed') ? ' again' : ''}`)
  })
  // The stories are about something.
  for (const api of ['connection', 'standard'])
    for (const status of ['200', '200 again', '409', '424', '424 again', '429'])
      expect([...seen]).toContain(`${api} ${status}`)
})

test.each([
  ['connection', 'number'],
  ['connection', 'user id'],
  ['standard', 'number'],
  ['standard', 'user id'],
] as const)(
  'a key is used for a customer by %s, first by the %s and then by the other id',
  async (api, first) => {
    const single: Omit<Asked, 'name'> = { api, key: 'a', variant: 1, answer: 'accept', turns: 0 }
    const second = first === 'number' ? 'user id' : 'number'
    const steps: readonly Step[] = [
      { is: 'hear' },
      { is: 'send', batch: [{ ...single, name: first }] },
      {
        is: 'send',
        batch: [
          { ...single, name: second },
          { ...single, name: second, variant: 2 },
        ],
      },
    ]
    const { answers, handed } = await play(steps)
    expect(answers.map(({ told }) => [told.status, told.headers.has('idempotency-replayed')])).toEqual([
      [200, false],
      [200, true],
      [409, false],
    ])
    expect(handed).toHaveLength(1)
  },
)
