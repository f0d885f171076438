import { Hono, type Context } from 'hono'
import { bodyLimit } from '../body-limit.ts'
import { faultNames } from '../faults.ts'
import { textIn, type Json } from '../json.ts'
import { dayOfLife } from '../play/day.ts'
import { play } from '../play/scene.ts'
import { countedNow } from '../rules/used.ts'
import { messagesOf, truthOf } from '../rules/truth.ts'
import { DAY, durationOf, HOUR, instantOf, iso } from '../time/instant.ts'
import { deliverPending } from '../webhooks/post.ts'
import { addCustomer, customerKey, customerNamed, digitsOf } from '../world/customers.ts'
import type { Customer, World } from '../world/world.ts'
import { readAccountAction } from './account-action.ts'
import { perform, type ReviewAction } from './action.ts'
import { inputIn } from './input.ts'
import { readAction } from './read-action.ts'

/** The result of a control request: an answer, or the error of the request. */
type Outcome = { readonly ok: true; readonly body: Json } | { readonly ok: false; readonly reason: string }
type Handler = (world: World, fields: Json, context: Context) => Outcome | Promise<Outcome>

const ok = (body: Json = {}): Outcome => ({ ok: true, body })
const no = (reason: string): Outcome => ({ ok: false, reason })

/** The longest move of the clock, in milliseconds. */
const longestLeap = 3660 * DAY

/** The control API: moves the clock, and performs actions of customers and WhatsApp. It needs no token. */
export const controlApp = (world: () => World, reset: () => void): Hono => {
  const app = new Hono().basePath('/_control')
  app.use(async ({ req }, next) => {
    // A page of another site must not control the emulator.
    const site = req.header('sec-fetch-site')
    if (req.method !== 'GET' && site !== undefined && site !== 'same-origin' && site !== 'none')
      return problem(
        "the Origin of the request is another site; send it from the emulator's own page or without a browser",
        403,
      )
    return next()
  })
  app.use(bodyLimit(1024 * 1024, () => problem('the body is too large; send a smaller one', 413)))
  addReading(app, world)
  const on = (path: string, handle: Handler): void => {
    app.post(path, async (context) => {
      const input = await inputIn(context.req.raw)
      if (input === null) return problem('the body must be a JSON object or a form')
      const outcome = await handle(world(), input.fields, context)
      const { agenda } = world()
      // Work that is due at once, such as the webhook, is done before the answer.
      if (outcome.ok) await agenda.advance(agenda.now())
      if (!outcome.ok) return problem(outcome.reason)
      return input.isForm ? context.redirect('/', 303) : Response.json({ ok: true, ...outcome.body })
    })
  }
  on('/clock', moveClock)
  on('/customers', newCustomer)
  on('/customers/:id/:do', customerDoes)
  on('/templates/:name/:language/:what', templateChanges)
  on('/account/:what', accountChanges)
  on('/faults', setFaults)
  on('/token', setToken)
  on('/day', playDay)
  on('/deliver', async (current) => {
    await deliverPending(current)
    return ok()
  })
  on('/reset', () => {
    reset()
    return ok()
  })
  app.all('*', () => problem('no such path below /_control', 404))
  return app
}

const addReading = (app: Hono, world: () => World): void => {
  app.get('/clock', () => Response.json({ now: iso(world().agenda.now()) }))
  app.get('/customers', () => Response.json({ customers: world().customers.map(customerJson) }))
  app.get('/messages', ({ req }) => {
    const limit = Math.max(1, Math.floor(Number(req.query('limit') ?? 1000)) || 1000)
    return Response.json({ messages: messagesOf(world()).slice(-limit) })
  })
  app.get('/templates', () => Response.json({ templates: [...world().templates.values()] }))
  app.get('/truth', () => Response.json(truthOf(world())))
  app.get('/account', () => Response.json(accountJson(world())))
  app.get('/refused', () => Response.json({ refused: world().limits.refused.map(refusedJson) }))
  app.get('/faults', () => Response.json(world().faults))
  app.get('/webhooks', () => {
    const { held, pending, delivered, lost } = world().outbox
    return Response.json({ delivered, pending: pending.size, held: held.length, lost })
  })
}

const accountJson = (world: World): Json => {
  const { messagingLimit, perSecond, facts } = world.limits
  return {
    messagingLimit,
    counted: countedNow(world),
    perSecond: Object.fromEntries(perSecond),
    changes: facts.map((fact) => ({ ...fact, at: iso(fact.at) })),
  }
}

const refusedJson = ({ at, ...refused }: World['limits']['refused'][number]): Json => ({
  at: iso(at),
  ...refused,
})

const problem = (reason: string, status = 400): Response => Response.json({ ok: false, reason }, { status })

const moveClock: Handler = async ({ agenda }, { at, forward }) => {
  const now = agenda.now()
  const duration = forward === undefined ? null : durationOf(forward)
  const to = forward === undefined ? instantOf(at) : duration === null ? null : now + duration
  if (to === null)
    return no('give at, an instant such as 2026-10-01T12:00:00Z, or forward, a duration such as PT1H')
  if (to < now) return no(`at lies in the past; the clock only moves forward, and shows ${iso(now)}`)
  if (to > now + longestLeap) return no('the clock moves at most ten years at once')
  await agenda.advance(to)
  return ok({ now: iso(agenda.now()) })
}

const newCustomer: Handler = (world, fields) => {
  const [phone, name, knownBy] = ['phone', 'name', 'knownBy'].map((key) => textIn(fields[key]))
  if (phone !== undefined && digitsOf(phone) === null) return no('phone must be a phone number')
  if (knownBy !== undefined && knownBy !== 'phone' && knownBy !== 'user-id' && knownBy !== 'both')
    return no('knownBy must be phone, user-id or both')
  const customer = addCustomer(world, {
    ...(phone === undefined ? {} : { phone }),
    ...(name === undefined ? {} : { name }),
    ...(knownBy === undefined ? {} : { knownBy }),
    isOnWhatsApp: fields['isOnWhatsApp'] !== false,
  })
  return ok({ customer: customerJson(customer) })
}

const customerJson = (customer: Customer): Json => {
  const { replacedBy, number: _, ...fields } = customer
  return { id: customerKey(customer), ...fields, replacedBy: replacedBy && customerKey(replacedBy) }
}

const customerDoes: Handler = (world, fields, { req }) => {
  const id = req.param('id') ?? ''
  const action = readAction(id, req.param('do') ?? '', fields)
  if (typeof action === 'string') return no(action)
  const result = perform(world, action)
  if (!result.ok) return no(result.reason)
  const customer = customerNamed(world, id)
  return ok({ id: result.id, ...(customer === undefined ? {} : { customer: customerJson(customer) }) })
}

const templateChanges: Handler = (world, fields, { req }) => {
  const [name = '', language = ''] = [req.param('name'), req.param('language')]
  const action = reviewOf(name, language, req.param('what') ?? '', fields)
  if (action === null) return no('post status with status, category with category, hold or let-go')
  const account = textIn(fields['account'])
  const result = perform(world, account === undefined ? action : { ...action, account })
  return result.ok ? ok({ id: result.id }) : no(result.reason)
}

const accountChanges: Handler = (world, fields, { req }) => {
  const action = readAccountAction(req.param('what') ?? '', fields, world.agenda.now())
  if (typeof action === 'string') return no(action)
  const result = perform(world, action)
  return result.ok ? ok({ account: result.id }) : no(result.reason)
}

const reviewOf = (name: string, language: string, what: string, fields: Json): ReviewAction | null => {
  const [status, category, reason] = ['status', 'category', 'reason'].map((key) => textIn(fields[key]))
  if (what === 'status' && status !== undefined && /^[A-Za-z_]{1,40}$/.test(status))
    return { do: 'set-template-status', name, language, status, ...(reason === undefined ? {} : { reason }) }
  if (what === 'category' && category !== undefined && /^(marketing|utility|authentication)$/i.test(category))
    return { do: 'set-template-category', name, language, category }
  if (what === 'hold') return { do: 'hold-template', name, language }
  if (what === 'let-go') return { do: 'let-template-go', name, language }
  return null
}

const setFaults: Handler = (world, fields) => {
  const shares = faultNames.flatMap((name) =>
    fields[name] === undefined ? [] : [[name, Number(fields[name])] as const],
  )
  const unknown = Object.keys(fields).find((key) => !faultNames.some((name) => name === key))
  if (unknown !== undefined) return no(`there is no fault ${unknown.slice(0, 60)}`)
  if (shares.some(([, share]) => !(share >= 0 && share <= 1)))
    return no('a share of a fault must be a number from 0 to 1')
  world.faults = { ...world.faults, ...Object.fromEntries(shares) }
  return ok({ faults: { ...world.faults } })
}

const setToken: Handler = (world, { accepted }) => {
  if (typeof accepted !== 'boolean') return no('accepted must be true or false')
  perform(world, { do: accepted ? 'renew-token' : 'end-token' })
  return ok({ accepted })
}

const playDay: Handler = (world, fields) => {
  const [seed, customers] = [Number(fields['seed'] ?? 1), Number(fields['customers'] ?? 20)]
  const lasts = durationOf(fields['lasts'] ?? 'P1D')
  if (!Number.isSafeInteger(seed)) return no('seed must be a whole number')
  if (!(customers >= 1 && customers <= 20_000)) return no('customers must be a number from 1 to 20000')
  if (lasts === null || lasts > 31 * DAY || lasts < HOUR)
    return no('lasts must be a duration from PT1H to P31D')
  const scenes = dayOfLife({ seed, customers: Math.floor(customers), from: world.agenda.now(), lasts })
  play(world, scenes)
  return ok({ scenes: scenes.length })
}
