import { describe, expect, test } from 'vitest'
import {
  DAY,
  answerToJson,
  isLeft,
  isRight,
  parseEvent,
  toIso,
  viewToJson,
  type Question,
} from '@guichet/core'
import { planToJson } from '@guichet/core/plan'
import { emptyState } from '@guichet/core/store'
import { plausible } from '../../laws/src/generators/plausible.ts'
import { wild } from '../../laws/src/generators/wild.ts'
import { eventToJson, threadsIn, type Story } from '../../laws/src/story.ts'
import { holdsLater } from '../../core/test/support/check.ts'
import { withoutSharedLimits } from '../../runtime/test/support/shared-limits.ts'
import { questions } from '../src/questions/routes.ts'
import {
  engineFor,
  get,
  hear,
  pathOf,
  post,
  questionWorld,
  withoutWindowRefusals,
} from './support/questions.ts'

const asked: readonly Question[] = [
  { kind: 'service' },
  { kind: 'reaction' },
  { kind: 'template', name: 'order_ready', language: 'en' },
  { kind: 'template', name: 'offer', category: 'marketing' },
]

const tellEverything = async (story: Story) => {
  const engine = engineFor(story)
  const world = questionWorld({ engine })
  const events = withoutSharedLimits(withoutWindowRefusals(story.arrivals))
  await hear(world, events)
  const app = questions(world.parts)
  const state = events.reduce(engine.evolve, emptyState)
  return { engine, app, state, world }
}

describe.each([
  ['plausible', plausible],
  ['wild', wild],
])('after %s days', (_name, stories) => {
  test('POST /ask answers as the pure fold does, one message or several', async () => {
    await holdsLater(
      stories,
      async (story) => {
        const { engine, app, state } = await tellEverything(story)
        for (const key of threadsIn(story))
          for (const at of story.asked.slice(0, 3)) {
            const expected = asked.map((message) => engine.ask(state, key, message, at))
            const request = { ...key, at: toIso(at) }
            const several = await post(app, '/ask', { ...request, messages: asked })
            const one = await post(app, '/ask', { ...request, message: asked[0] })
            const tooOld = expected.find((answer) => isLeft(answer) && answer.left.answer === 'too-old')
            if (tooOld !== undefined) {
              expect([several.status, one.status]).toEqual([422, 422])
              continue
            }
            const answers = expected.map((answer, index) => ({
              message: asked[index],
              ...answerToJson(answer),
            }))
            expect(several.body).toEqual({ answers })
            expect({ message: asked[0], ...one.body }).toEqual(answers[0])
          }
        return true
      },
      20,
    )
  })

  test('POST /plan plans as the pure fold does', async () => {
    await holdsLater(
      stories,
      async (story) => {
        const { engine, app, state } = await tellEverything(story)
        for (const key of threadsIn(story))
          for (const from of story.asked.slice(0, 2)) {
            const until = from + 40 * DAY
            const [message, ...orAs] = asked.slice(2)
            if (message === undefined) continue
            const expected = engine.plan(state, key, { message, orAs, from, until })
            const { status, body } = await post(app, '/plan', {
              ...key,
              from: toIso(from),
              until: toIso(until),
              messages: [message, ...orAs],
            })
            if (isLeft(expected)) expect(status).toBe(422)
            else expect(body).toEqual(JSON.parse(JSON.stringify(planToJson(expected.right))))
          }
        return true
      },
      20,
    )
  })

  test('GET /threads/… shows the view of the pure fold, and 404 where nothing is known', async () => {
    await holdsLater(
      stories,
      async (story) => {
        const { engine, app, state } = await tellEverything(story)
        for (const key of threadsIn(story))
          for (const at of story.asked.slice(0, 3)) {
            const shown = await get(app, `${pathOf(key)}?at=${toIso(at)}`)
            const view = engine.view(state, key, at)
            if (shown.status !== 404 && isRight(view))
              expect(shown.body['view']).toEqual(viewToJson(view.right))
            if (shown.status === 404) expect((await get(app, `${pathOf(key)}/history`)).status).toBe(404)
          }
        const nobody = { phoneNumberId: '100', customer: 'nobody/at all' }
        expect((await get(app, pathOf(nobody))).status).toBe(404)
        return true
      },
      20,
    )
  })

  test('GET …/history gives every event as it was told, and one charge for each that the fold charges', async () => {
    await holdsLater(
      stories,
      async (story) => {
        const { engine, app, world } = await tellEverything(story)
        for (const key of threadsIn(story)) {
          const history = await get(app, `${pathOf(key)}/history?limit=10000`)
          const known = await world.runtime.events(key)
          if (history.status === 404) {
            expect(known).toEqual([])
            continue
          }
          const told = history.body['events']
          expect(told).toEqual(known.map(eventToJson))
          const read = (Array.isArray(told) ? told : []).map(parseEvent)
          expect(read.every(isRight)).toBe(true)
          const charges = await get(app, `${pathOf(key)}/charges?limit=10000`)
          const messages = engine.history(known).charges.map(({ message }) => message)
          const charged = charges.body['charges']
          expect(new Set(Array.isArray(charged) ? charged.map(messageOf) : null)).toEqual(new Set(messages))
        }
        return true
      },
      20,
    )
  })
})

const messageOf = (charge: unknown): unknown =>
  typeof charge === 'object' && charge !== null && 'message' in charge ? charge.message : undefined
