import { accept, isMarketing, type Wanted } from '../happenings/acceptance.ts'
import { templateNamed } from '../happenings/templates.ts'
import { compact, isObject } from '../json.ts'
import { DAY, MINUTE } from '../time/instant.ts'
import { strikes } from '../strike.ts'
import { addCustomer, customerNamed, digitsOf, threadOf } from '../world/customers.ts'
import {
  accountOf,
  nextNumber,
  phoneNumberOf,
  type Customer,
  type Fate,
  type Message,
  type World,
} from '../world/world.ts'
import { errorAnswer, jsonAnswer, noSuchObject, type Refusal } from './answers.ts'
import { askedBy, type Asked } from './message-body.ts'
import { wrongParameters } from './template-parameters.ts'

/** An answer, or `null` if none ever comes. */
export type Sending = Response | 'breaks' | 'hangs'

type AskedMessage = Extract<Asked, { is: 'message' }>

/** A request to the messages endpoint, or to the one for marketing messages. */
export const answerMessages = (
  world: World,
  phoneNumberId: string,
  body: unknown,
  isLite: boolean,
): Sending => {
  if (phoneNumberOf(world, phoneNumberId) === undefined) return noSuchObject(world, phoneNumberId)
  const asked = askedBy(body)
  if (asked.is === 'refused') return errorAnswer(world, asked.refusal)
  if (asked.is === 'receipt')
    return world.inbound.get(asked.message)?.phoneNumberId === phoneNumberId
      ? jsonAnswer({ success: true })
      : errorAnswer(world, { code: 131009, details: 'message_id does not name a message of a customer.' })
  return send(world, phoneNumberId, asked, isLite)
}

const send = (world: World, phoneNumberId: string, asked: AskedMessage, isLite: boolean): Sending => {
  const number = nextNumber(world)
  const fault = (name: keyof World['faults']): boolean => strikes(world, name, number)
  if (fault('unavailable')) return errorAnswer(world, { code: 2 })
  if (fault('throttled')) return errorAnswer(world, { code: 130429 })
  if (fault('pairThrottled')) return errorAnswer(world, { code: 131056 })
  const refusal = whyNot(world, phoneNumberId, asked, isLite)
  if (refusal !== null) return errorAnswer(world, refusal)
  const customer = recipientOf(world, asked.input)
  const wanted = wantedBy(world, accountOf(world, phoneNumberId), asked, isLite)
  const acceptance = accept(world, threadOf(world, phoneNumberId, customer), wanted)
  if (!acceptance.ok) return errorAnswer(world, { code: acceptance.code })
  if (fault('answerLost')) return 'breaks'
  if (fault('answerNever')) return 'hangs'
  if (fault('brokenAfterAcceptance')) return errorAnswer(world, { code: 1 })
  return acceptedAnswer(asked, customer, acceptance.message)
}

/** The errors of a request before the rules of windows and templates apply. */
const whyNot = (
  world: World,
  phoneNumberId: string,
  { input, content, media, about, components }: AskedMessage,
  isLite: boolean,
): Refusal | null => {
  if (digitsOf(input) === phoneNumberOf(world, phoneNumberId)?.number) return { code: 131021 }
  if (media !== undefined && !world.media.has(media))
    return { code: 131009, details: `There is no uploaded file with the id ${media}.` }
  if (about !== undefined && !isOf(world, phoneNumberId, about))
    return { code: 131009, details: `There is no message ${about} of this phone number.` }
  if (content.kind !== 'template') return isLite ? { code: 134100 } : null
  const account = accountOf(world, phoneNumberId)
  const template = templateNamed(world, account, content.name, content.language)
  if (template === undefined)
    return {
      code: 132001,
      details: `template name (${content.name}) does not exist in ${content.language}`,
    }
  if (isLite && !isMarketing(world, account, content)) return { code: 134100 }
  return wrongParameters(template, components)
}

/** Is it a message that this phone number received or sent? */
const isOf = (world: World, phoneNumberId: string, message: string): boolean =>
  (world.inbound.get(message) ?? world.messages.get(message)?.thread)?.phoneNumberId === phoneNumberId

/**
 * An unknown number is a new customer on WhatsApp, unless that was switched off. An unknown user id reaches
 * nobody.
 */
const recipientOf = (world: World, input: string): Customer => {
  const known = customerNamed(world, input)
  if (known !== undefined) return known
  const phone = digitsOf(input)
  if (phone !== null) return addCustomer(world, { phone })
  const nobody: Customer = {
    number: nextNumber(world),
    name: 'Nobody',
    phone: null,
    userId: input,
    isOnWhatsApp: false,
    isReachable: true,
    hasBlocked: false,
    hasStoppedMarketing: false,
    replacedBy: null,
  }
  world.customers.push(nobody)
  world.customerById.set(input, nobody)
  return nobody
}

const wantedBy = (world: World, account: string, asked: AskedMessage, isLite: boolean): Wanted => {
  const { content, summary, callbackData, asksToCall } = asked
  const wanted = { content, summary, callbackData, isLite, asksToCall }
  const isCode =
    content.kind === 'template' &&
    templateNamed(world, account, content.name, content.language)?.category === 'AUTHENTICATION'
  return { ...wanted, timeToLive: isCode ? 10 * MINUTE : 30 * DAY }
}

const acceptedAnswer = (
  { input }: AskedMessage,
  { phone, userId }: Customer,
  { id, content, fate }: Message,
): Response =>
  jsonAnswer({
    messaging_product: 'whatsapp',
    contacts: [compact({ input, wa_id: phone ?? undefined, user_id: userId ?? undefined })],
    messages: [compact({ id, message_status: content.kind === 'template' ? statusWord(fate) : undefined })],
  })

const statusWord = (fate: Fate): string => (fate === 'held' ? 'held_for_quality_assessment' : 'accepted')

/** The JSON of a request; `undefined` if the body is not JSON. */
export const bodyIn = async (request: Request): Promise<unknown> => {
  try {
    const body: unknown = JSON.parse(await request.text())
    return isObject(body) ? body : undefined
  } catch {
    return undefined
  }
}
