import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR, MINUTE, type Event } from '@guichet/core'
import type { Changed } from '@guichet/runtime'
import { holdsLater } from '../../core/test/support/check.ts'
import { changes } from '../src/changes/routes.ts'
import { pendingChanges } from '../src/changes/pending.ts'
import { questions } from '../src/questions/routes.ts'
import { connect, handTimer, type Heard } from './support/listening.ts'
import { bodyOf, get, pathOf, questionWorld, start, type QuestionWorld } from './support/questions.ts'

const customers = ['15550100001', '15550100002', 'US.3']

/** Something that changes what there is to see, or a while in which the client reads. */
type Step =
  | { readonly does: 'write'; readonly customer: number; readonly ago: number; readonly alias: boolean }
  | { readonly does: 'send'; readonly customer: number; readonly isUnknown: boolean }
  | { readonly does: 'give-up'; readonly send: number }
  | { readonly does: 'change-template'; readonly status: string }
  | { readonly does: 'read' }

const customer = fc.nat({ max: customers.length - 1 })
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({
      does: fc.constant('write' as const),
      customer,
      ago: fc.nat({ max: 30 }),
      alias: fc.boolean(),
    }),
    fc.record({ does: fc.constant('send' as const), customer, isUnknown: fc.boolean() }),
    fc.record({ does: fc.constant('give-up' as const), send: fc.nat({ max: 5 }) }),
    fc.record({
      does: fc.constant('change-template' as const),
      status: fc.constantFrom('APPROVED', 'PAUSED'),
    }),
    fc.constant({ does: 'read' as const }),
  ),
  { maxLength: 25, size: 'max' },
)

const keyFor = (index: number) => ({ phoneNumberId: '100', customer: customers[index] ?? 'nobody' })

const perform = async (
  { runtime, answers, clock }: QuestionWorld,
  step: Step,
  number: number,
): Promise<void> => {
  clock.now += MINUTE
  switch (step.does) {
    case 'write': {
      const { customer: one, ago, alias } = step
      const aliases = alias ? { aliases: [`alias of ${one}`] } : {}
      const at = clock.now - ago * HOUR
      const event: Event = {
        type: 'customer-messaged',
        id: `c${number}`,
        at,
        kind: 'text',
        ...keyFor(one),
        ...aliases,
      }
      await runtime.receive(bodyOf([event]))
      return
    }
    case 'send': {
      if (step.isUnknown) answers.push(async () => ({ outcome: 'unknown', reason: 'who knows' }))
      const { phoneNumberId, customer: recipient } = keyFor(step.customer)
      await runtime.send({
        phoneNumberId,
        recipient,
        content: { kind: 'template', name: 'offer', language: 'en' },
        body: {},
        key: `k${number}`,
      })
      answers.splice(0)
      return
    }
    case 'give-up':
      for (const { customer: recipient } of customers.map((_, index) => keyFor(index)))
        await runtime.giveUp({ phoneNumberId: '100', recipient, key: `k${step.send}` })
      return
    case 'change-template': {
      const { status } = step
      const event: Event = {
        type: 'template-changed',
        id: `t${number}`,
        at: clock.now,
        name: 'offer',
        language: 'en',
        status,
      }
      await runtime.receive(bodyOf([event]))
      return
    }
    case 'read':
  }
}

/** What a page shows; it reads again what it is told has changed, and nothing else. */
const pageOf = (world: QuestionWorld) => {
  const app = questions(world.parts)
  const shown = new Map<string, string>()
  const fetchAgain = async (path: string): Promise<void> => {
    const { body, status } = await get(app, path)
    // The time of reading is no change.
    shown.set(path, JSON.stringify([status, status === 200 ? { ...body, now: 0, view: 0 } : null]))
  }
  const threads = customers.map((one) => pathOf({ phoneNumberId: '100', customer: one }))
  const all = async (): Promise<void> => {
    for (const path of [...threads, '/intents', '/templates']) await fetchAgain(path)
  }
  const heed = async ({ event, data }: Heard): Promise<void> => {
    if (event === 'ready' || event === 'reload') await all()
    else if (event === 'thread')
      await fetchAgain(
        pathOf({ phoneNumberId: String(data['phoneNumberId']), customer: String(data['customer']) }),
      )
    else await fetchAgain(`/${event}`)
  }
  return { shown, all, heed }
}

test('a client that rereads what each change names sees what polling shows', async () => {
  await holdsLater(
    steps,
    async (taken) => {
      const world = questionWorld()
      const client = await connect(changes(world.parts, handTimer().timer))
      const page = pageOf(world)
      const read = async (): Promise<boolean> => {
        const heard = (await client.hear()) ?? []
        for (const one of heard) await page.heed(one)
        return heard.some(({ data }) => data['customer'] === 'last')
      }
      await read()
      let isAnythingNew = false
      for (const [number, step] of taken.entries()) {
        if (step.does === 'read' && isAnythingNew) {
          await world.runtime.receive(bodyOf([lastWord(`m${number}`)]))
          await read()
        }
        isAnythingNew = step.does !== 'read'
        await perform(world, step, number)
      }
      await world.runtime.receive(bodyOf([lastWord('end')]))
      while (!(await read()));
      await client.cancel()
      const polling = pageOf(world)
      await polling.all()
      expect(Object.fromEntries([...polling.shown].map(([path]) => [path, page.shown.get(path)]))).toEqual(
        Object.fromEntries(polling.shown),
      )
      return true
    },
    40,
  )
})

const lastWord = (id: string): Event => ({
  type: 'customer-messaged',
  id,
  at: start,
  kind: 'text',
  phoneNumberId: '100',
  customer: 'last',
})

const anyChange: fc.Arbitrary<Changed> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      is: fc.constant('thread' as const),
      phoneNumberId: fc.constantFrom('1', '2', '","'),
      customer: fc.constantFrom('a', 'b', 'c', 'd', '"', 'reload'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ is: 'intents' as const }) },
  { weight: 1, arbitrary: fc.constant({ is: 'templates' as const }) },
)

test('what is pending is bounded, names every change since it was taken or asks for all, and each once', async () => {
  const most = 6
  await holdsLater(
    fc.array(
      fc.oneof({ weight: 5, arbitrary: anyChange }, { weight: 1, arbitrary: fc.constant('take' as const) }),
    ),
    async (happening) => {
      const pending = pendingChanges(most)
      let since: Changed[] = []
      for (const one of [...happening, 'take' as const]) {
        if (one !== 'take') {
          pending.add(one)
          since.push(one)
          expect(pending.isEmpty()).toBe(false)
          continue
        }
        const taken = pending.take()
        const distinct = [...new Map(since.map((changed) => [JSON.stringify(changed), changed])).values()]
        expect(taken).toEqual(distinct.length <= most ? distinct : [{ is: 'reload' }])
        expect([pending.isEmpty(), pending.take()]).toEqual([true, []])
        since = []
      }
      return true
    },
    300,
  )
})
