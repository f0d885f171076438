import { between, chance, pick, type Chance } from '../chance.ts'
import type { Action } from '../control/action.ts'
import { HOUR, MINUTE, SECOND, type Instant } from '../time/instant.ts'
import type { Scene } from './scene.ts'

/** A period of a shop's life. */
export interface DayOptions {
  readonly seed: number
  /** How many customers there are. */
  readonly customers: number
  /** When it begins. */
  readonly from: Instant
  /** How long it lasts, in milliseconds. Default 24 hours. */
  readonly lasts?: number
  /**
   * Does the script also play the business, which answers within minutes? Default false: a real client of the
   * API is the business.
   */
  readonly withBusiness?: boolean
  /** The first customer's phone number; the others follow. Default 33639981000. */
  readonly firstPhone?: number
}

/** The actions of a shop's customers during a day, in order: the same for the same options. */
export const dayOfLife = (options: DayOptions): readonly Scene[] =>
  Array.from({ length: options.customers }, (_, index) => lifeOf(index, options))
    .flat()
    .sort((a, b) => a.at - b.at)

const lifeOf = (index: number, options: DayOptions): readonly Scene[] => {
  const { seed, from, lasts = 24 * HOUR, withBusiness = false, firstPhone = 33639981000 } = options
  const about = chance(seed)
  const roll: Chance = (...what) => about('customer', index, ...what)
  const customer = String(firstPhone + index)
  const until = from + lasts
  const scenes: Scene[] = []
  const visits = 1 + Math.floor(roll('visits') * 3)
  for (let visit = 0; visit < visits; visit++) {
    const at = from + Math.floor(roll('comes', visit) * lasts)
    scenes.push(...visitOf(customer, at, withBusiness, (...what) => roll('visit', visit, ...what)))
  }
  return [...scenes, ...moodOf(customer, from, lasts, roll)].filter(({ at }) => at >= from && at <= until)
}

/** A customer writes a few times; a played business answers between the messages. */
const visitOf = (customer: string, from: Instant, withBusiness: boolean, roll: Chance): readonly Scene[] => {
  const opening: Action =
    roll('through ad') < 0.2
      ? { do: 'click-ad', customer, text: 'Hello, I saw your ad. Is this still to be had?' }
      : roll('calls') < 0.06
        ? { do: 'call', customer, seconds: between(roll('seconds'), 0, 240) }
        : { do: 'say', customer, text: pick(roll('opening'), openings) }
  const scenes: Scene[] = [{ at: from, action: opening }]
  let at = from
  const turns = between(roll('turns'), 0, 3)
  for (let turn = 0; turn <= turns; turn++) {
    at += between(roll('answer after', turn), 20, 1500) * SECOND
    if (withBusiness && roll('is answered', turn) < 0.85)
      scenes.push({ at, action: { do: 'reply', customer, text: pick(roll('answer', turn), answers) } })
    if (turn === turns) break
    at += between(roll('goes on after', turn), 15, 900) * SECOND
    scenes.push({ at, action: furtherOf(customer, turn, roll) })
  }
  if (withBusiness && roll('confirmed') < 0.3)
    scenes.push({ at: at + 30 * SECOND, action: confirmation(customer) })
  return scenes
}

const confirmation = (customer: string): Action => ({
  do: 'send-template',
  customer,
  name: 'parcel_sent',
  language: 'en',
})

const furtherOf = (customer: string, turn: number, roll: Chance): Action => {
  const share = roll('further', turn)
  if (share < 0.1) return { do: 'react', customer }
  if (share < 0.25)
    return {
      do: 'say',
      customer,
      type: pick(roll('type', turn), ['image', 'audio', 'location', 'order']),
      text: 'Here',
    }
  return { do: 'say', customer, text: pick(roll('text', turn), further) }
}

/** Some go silent for hours, some block the business, some want no marketing. */
const moodOf = (customer: string, from: Instant, lasts: number, roll: Chance): readonly Scene[] => {
  const at = (what: string): Instant => from + Math.floor(roll(what, 'at') * lasts)
  const scenes: Scene[] = []
  if (roll('goes silent') < 0.2) {
    const silentAt = at('goes silent')
    const backAt = silentAt + between(roll('silent for'), 30, 600) * MINUTE
    scenes.push({ at: silentAt, action: { do: 'go-silent', customer } })
    scenes.push({ at: backAt, action: { do: 'come-back', customer } })
  }
  if (roll('blocks') < 0.04) scenes.push({ at: at('blocks'), action: { do: 'block', customer } })
  if (roll('stops') < 0.06) scenes.push({ at: at('stops'), action: { do: 'stop-marketing', customer } })
  return scenes
}

const openings = [
  'Hello! Do you have the blue bowls in stock?',
  'Bonjour, when do you open tomorrow?',
  'Hi, my parcel has not come yet.',
  'Could you wrap it as a present?',
  'Hello, I would like to return a vase.',
  'Do you deliver to Lyon?',
] as const
const further = [
  'Thank you!',
  'And how long does that take?',
  'Perfect, I take two.',
  'Could I pay on delivery?',
  'My order is number 4711.',
  'Is there another colour?',
] as const
const answers = [
  'Yes, we do. Shall I put one aside for you?',
  'We are open from ten to seven.',
  'Let me look that up for you.',
  'Of course, with pleasure.',
  'It leaves us today and is with you on Thursday.',
] as const
