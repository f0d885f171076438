import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { bodyLimit } from '../body-limit.ts'
import { compact, type Json } from '../json.ts'
import type { PhoneNumber } from '../options.ts'
import { accountOf, accountsOf, phoneNumberOf, type World } from '../world/world.ts'
import { errorAnswer, jsonAnswer, noSuchObject } from './answers.ts'
import { changeBlocked, listBlocked } from './block-users.ts'
import { answerCallPermissions, answerCalls } from './calls.ts'
import { describeMedia, downloadMedia, uploadMedia } from './media.ts'
import { answerMessages, bodyIn, type Sending } from './messages.ts'
import { listTemplates } from './template-list.ts'
import { createTemplate, deleteTemplates, templateJson } from './templates.ts'

/** Marks an answer that is lost, and how. */
export const lostHeader = 'x-emulator-lost-answer'

const largest = 17 * 1024 * 1024

/** Below a version, a file, or without a version an id. */
const addressed = /^\/(v\d+\.\d+\/|_media\/|\d+(\/|$))/

/** The Cloud API: every path, below a version or without one, and the files. */
export const graphApp = (world: () => World): Hono => {
  const app = new Hono()
  app.use(async (context, next) => {
    if (isToken(context, world().settings.accessToken) && !world().tokenIsOver) return next()
    return errorAnswer(world(), { code: 190 })
  })
  const tooLarge = (): Response =>
    errorAnswer(world(), { code: 100, details: 'The body is too large.', status: 413 })
  app.use(bodyLimit(largest, tooLarge))
  const unknown = (path: string): Response =>
    errorAnswer(world(), { code: 2500, status: 400, details: `Unknown path components: ${path}` })
  app.use(({ req }, next) => (addressed.test(req.path) ? next() : Promise.resolve(unknown(req.path))))
  const objects = objectsOf(world)
  app.route('/:version{v\\d+\\.\\d+}', objects)
  app.route('/', objects)
  app.all('*', ({ req }) => unknown(req.path))
  return app
}

const answered = (sending: Sending): Response =>
  typeof sending === 'string' ? new Response(null, { headers: { [lostHeader]: sending } }) : sending

/** The paths of the API, with or without a version before them. */
const objectsOf = (world: () => World): Hono => {
  const app = new Hono()
  for (const endpoint of ['messages', 'marketing_messages'])
    app.post(`/:id/${endpoint}`, async ({ req }) => {
      const body = await bodyIn(req.raw)
      const isLite = endpoint === 'marketing_messages'
      return answered(answerMessages(world(), req.param('id') ?? '', body, isLite))
    })
  app.on(['GET', 'POST', 'DELETE'], '/:id/block_users', async ({ req }) => {
    const id = req.param('id')
    if (phoneNumberOf(world(), id) === undefined) return noSuchObject(world(), id)
    if (req.method === 'GET') return listBlocked(world(), id)
    return changeBlocked(world(), id, await bodyIn(req.raw), req.method === 'POST')
  })
  app.post('/:id/calls', async ({ req }) => {
    const id = req.param('id')
    const body = await bodyIn(req.raw)
    return phoneNumberOf(world(), id) === undefined
      ? noSuchObject(world(), id)
      : answerCalls(world(), id, body)
  })
  app.get('/:id/call_permissions', ({ req }) => {
    const id = req.param('id')
    return phoneNumberOf(world(), id) === undefined
      ? noSuchObject(world(), id)
      : answerCallPermissions(world(), id, new URL(req.url).searchParams)
  })
  app.post('/:id/media', ({ req }) => {
    const id = req.param('id')
    const isKnown = phoneNumberOf(world(), id) !== undefined
    return isKnown ? uploadMedia(world(), id, req.raw) : noSuchObject(world(), id)
  })
  app.on(['GET', 'POST', 'DELETE'], '/:id/message_templates', async ({ req }) => {
    const id = req.param('id')
    if (!accountsOf(world()).includes(id)) return noSuchObject(world(), id)
    if (req.method === 'POST') return createTemplate(world(), id, await bodyIn(req.raw))
    const url = new URL(req.url)
    return req.method === 'GET'
      ? listTemplates(world(), id, url)
      : deleteTemplates(world(), id, url.searchParams)
  })
  app.get('/:id/phone_numbers', ({ req }) => {
    const { phoneNumbers } = world().settings
    const id = req.param('id')
    const numbers = phoneNumbers.filter((number) => accountOf(world(), number.id) === id)
    return accountsOf(world()).includes(id)
      ? jsonAnswer({ data: numbers.map(phoneNumberJson) })
      : noSuchObject(world(), id)
  })
  app.get('/:id', ({ req }) => describe(world(), req.param('id'), new URL(req.url).origin))
  app.delete('/:id', ({ req }) =>
    world().media.delete(req.param('id'))
      ? jsonAnswer({ success: true })
      : noSuchObject(world(), req.param('id')),
  )
  app.get('/_media/:id', ({ req }) => {
    const media = world().media.get(req.param('id'))
    return media === undefined ? noSuchObject(world(), req.param('id')) : downloadMedia(media)
  })
  return app
}

/** The object with that id: a phone number, the account, a template or a file. */
const describe = (world: World, id: string, origin: string): Response => {
  const number = phoneNumberOf(world, id)
  if (number !== undefined) return jsonAnswer(phoneNumberJson(number))
  const { timeZone } = world.settings
  if (accountsOf(world).includes(id)) return jsonAnswer({ id, name: 'Emulated account', timezone: timeZone })
  const template = [...world.templates.values()].find((candidate) => candidate.id === id)
  if (template !== undefined) return jsonAnswer(templateJson(template))
  const media = world.media.get(id)
  return media === undefined ? noSuchObject(world, id) : describeMedia(media, origin)
}

const phoneNumberJson = ({ id, number, verifiedName }: PhoneNumber): Json =>
  compact({
    verified_name: verifiedName,
    code_verification_status: 'VERIFIED',
    display_phone_number: `+${number}`,
    quality_rating: 'GREEN',
    platform_type: 'CLOUD_API',
    status: 'CONNECTED',
    account_mode: 'LIVE',
    id,
  })

/** The token, in the header or in the query. */
const isToken = ({ req }: Context, accessToken: string): boolean => {
  const given =
    /^(?:Bearer|OAuth) +(\S+)$/i.exec(req.header('authorization') ?? '')?.[1] ?? req.query('access_token')
  return given !== undefined && timingSafeEqual(digest(given), digest(accessToken))
}

const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest()
