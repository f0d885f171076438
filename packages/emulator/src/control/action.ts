import { accept } from '../happenings/acceptance.ts'
import { callCustomer } from '../happenings/business-call.ts'
import { call, prefer, react, say, whySilent, type Done, type Saying } from '../happenings/customer.ts'
import { performOnAccount, type AccountAction } from './account-action.ts'
import { changePermission, type CallWish } from '../happenings/call-permission.ts'
import { changeNumber, takeOverNumber } from '../happenings/number-change.ts'
import { holdBack, letGo } from '../happenings/pacing.ts'
import { comeBack, goSilent, readAll } from '../happenings/phone.ts'
import { setCategory, setStatus, templateNamed } from '../happenings/templates.ts'
import { addCustomer, customerKey, customerNamed, digitsOf, threadOf } from '../world/customers.ts'
import { phoneNumberOf, type Customer, type Thread, type World } from '../world/world.ts'

/**
 * An action of a customer, the business or WhatsApp. A phone number or a known user id names the customer.
 */
export type Action = CustomerAction | BusinessAction | ReviewAction | TokenAction | AccountAction

/** An action of a customer; at the first phone number if it names none. */
export type CustomerAction =
  | ({ readonly do: 'say' } & ByCustomer & Saying)
  | ({ readonly do: 'click-ad'; readonly text?: string } & ByCustomer)
  | ({ readonly do: 'react'; readonly message?: string; readonly emoji?: string | null } & ByCustomer)
  | ({ readonly do: 'call'; readonly seconds?: number } & ByCustomer)
  | ({ readonly do: 'change-number'; readonly phone?: string } & ByCustomer)
  /** Somebody else gets the phone number of a customer who has moved, with a user id of their own (ID-11). */
  | ({ readonly do: 'take-over-number'; readonly name?: string } & ByCustomer)
  /** What the customer says of calls: to the last request, else in the profile of the business. */
  | ({ readonly do: 'permit-calls'; readonly permission: CallWish } & ByCustomer)
  | ({ readonly do: PlainAction } & ByCustomer)

/** Actions without parameters. */
export type PlainAction = (typeof plainActions)[number]

export const plainActions = [
  'stop-marketing',
  'resume-marketing',
  'block',
  'unblock',
  'go-silent',
  'come-back',
  'read-all',
] as const

interface ByCustomer {
  readonly customer: string
  readonly phoneNumberId?: string
}

/** An action of the business, for histories without a real one. */
export type BusinessAction =
  | ({ readonly do: 'reply'; readonly text: string } & ByCustomer)
  | ({ readonly do: 'send-template'; readonly name: string; readonly language: string } & ByCustomer)
  | ({ readonly do: 'ask-to-call' } & ByCustomer)
  | ({ readonly do: 'call-customer' } & ByCustomer)

/** A change that WhatsApp makes to a template. */
export type ReviewAction =
  | {
      /** The account of the template. Default: the emulator's. */
      readonly account?: string
      readonly do: 'set-template-status'
      readonly name: string
      readonly language: string
      readonly status: string
      readonly reason?: string
    }
  | {
      readonly account?: string
      readonly do: 'set-template-category'
      readonly name: string
      readonly language: string
      readonly category: string
    }
  | {
      readonly account?: string
      /** What is sent with it is held until its quality is assessed; or leaves, for the quality is good (TPL-12). */
      readonly do: 'hold-template' | 'let-template-go'
      readonly name: string
      readonly language: string
    }

/** The access token expires, or is valid again. An expired token is refused with code 190. */
export type TokenAction = { readonly do: 'end-token' } | { readonly do: 'renew-token' }

/** Performs the action now. */
export const perform = (world: World, action: Action): Done => {
  if (action.do === 'end-token' || action.do === 'renew-token') {
    world.tokenIsOver = action.do === 'end-token'
    return done(world.settings.accessToken)
  }
  if (
    action.do === 'set-messaging-limit' ||
    action.do === 'set-throughput' ||
    action.do === 'restrict' ||
    action.do === 'release'
  )
    return performOnAccount(world, action)
  if ('name' in action && 'language' in action && action.do !== 'send-template') return review(world, action)
  const customer = customerOf(world, action.customer)
  if (customer === null) return no(`customer: there is no customer ${action.customer}`)
  const phoneNumberId = action.phoneNumberId ?? world.settings.phoneNumbers[0]?.id ?? ''
  if (phoneNumberOf(world, phoneNumberId) === undefined)
    return no(`phoneNumberId: there is no phone number with the id ${phoneNumberId}`)
  const thread = threadOf(world, phoneNumberId, customer)
  switch (action.do) {
    case 'reply':
      return send(world, thread, action.text, { kind: 'service' })
    case 'ask-to-call':
      return send(world, thread, '[call_permission_request]', { kind: 'service' }, true)
    case 'call-customer': {
      const calling = callCustomer(world, thread)
      return calling.ok
        ? done(calling.id)
        : no(`the emulated WhatsApp refuses the call with code ${calling.code}`)
    }
    case 'send-template': {
      const { name, language } = action
      return send(world, thread, `template ${name}`, { kind: 'template', name, language })
    }
    default:
      return performBy(world, thread, action)
  }
}

const no = (reason: string): Done => ({ ok: false, reason })
const done = (id: string): Done => ({ ok: true, id })

const customerOf = (world: World, id: string): Customer | null => {
  const phone = digitsOf(id)
  return customerNamed(world, id) ?? (phone === null ? null : addCustomer(world, { phone }))
}

const performBy = (world: World, thread: Thread, action: CustomerAction): Done => {
  const { customer } = thread
  switch (action.do) {
    case 'say':
      return say(world, thread, action)
    case 'click-ad':
      return say(world, thread, { text: action.text ?? 'I saw your ad', through: 'ad' })
    case 'react':
      return reaction(world, thread, action)
    case 'call':
      return call(world, thread, action.seconds ?? 30)
    case 'permit-calls': {
      const silenced = whySilent(thread)
      return silenced === null
        ? done(changePermission(world, thread, action.permission, 'customer'))
        : no(silenced)
    }
    case 'change-number': {
      const successor = changeNumber(world, customer, action.phone)
      return successor === null ? no('the customer already has a new number') : done(customerKey(successor))
    }
    case 'take-over-number': {
      const newcomer = takeOverNumber(world, customer, action.name)
      return newcomer === null
        ? no('the customer still has this number; change it before somebody else takes it over')
        : done(customerKey(newcomer))
    }
    case 'stop-marketing':
      return prefer(world, customer, 'stop')
    case 'resume-marketing':
      return prefer(world, customer, 'resume')
    case 'read-all':
      return done(String(readAll(world, customer)))
    default:
      return switched(world, customer, action.do)
  }
}

const switched = (
  world: World,
  customer: Customer,
  what: 'block' | 'unblock' | 'go-silent' | 'come-back',
): Done => {
  if (what === 'go-silent') goSilent(customer)
  else if (what === 'come-back') comeBack(world, customer)
  else customer.hasBlocked = what === 'block'
  return done(customerKey(customer))
}

const reaction = (
  world: World,
  thread: Thread,
  { message, emoji = '👍' }: Extract<CustomerAction, { do: 'react' }>,
): Done => {
  const last = thread.facts.findLast(({ type }) => type === 'business-messaged')?.id
  const target = message ?? last
  return target === undefined
    ? no('there is no message of the business to react to')
    : react(world, thread, target, emoji)
}

const send = (
  world: World,
  thread: Thread,
  summary: string,
  content: Parameters<typeof accept>[2]['content'],
  asksToCall = false,
): Done => {
  const acceptance = accept(world, thread, { content, summary, asksToCall })
  return acceptance.ok
    ? done(acceptance.message.id)
    : no(`the emulated WhatsApp refuses the message with code ${acceptance.code}`)
}

const review = (world: World, action: ReviewAction): Done => {
  const { account = world.settings.account } = action
  const template = templateNamed(world, account, action.name, action.language)
  if (template === undefined) return no(`there is no template ${action.name} in ${action.language}`)
  switch (action.do) {
    case 'set-template-category':
      setCategory(world, template, action.category.toUpperCase())
      break
    case 'set-template-status':
      setStatus(world, template, action.status.toUpperCase(), action.reason)
      break
    case 'hold-template':
      holdBack(template)
      break
    case 'let-template-go':
      letGo(world, template)
      break
  }
  return done(template.id)
}
