import type { Instant, ThreadEvent, ThreadKey } from '@guichet/core'

/** Where a scene is played: the thread, and the instant of hour 0. */
export interface SceneStage extends ThreadKey {
  readonly start: Instant
}

const HOUR = 3_600_000

/** The stage of scenes unless another is named: phone number `100`, a customer, midnight of 1 March 2026 in UTC. */
export const sceneStage: SceneStage = {
  phoneNumberId: '100',
  customer: '15550100001',
  start: Date.UTC(2026, 2, 1),
}

/** The instant of an hour of a scene. */
export const sceneHour = (hour: number, { start }: SceneStage = sceneStage): Instant => start + hour * HOUR

const grammar =
  'c0 the customer writes at hour 0, s2 a service message at 2, t5 a template at 5, r7 a reaction at 7, d2@3 the message of hour 2 is delivered at 3, x5@8 that of hour 5 fails at 8'

const word =
  /^(?:(?<says>[cstr])(?<hour>-?\d+(?:\.\d+)?)|(?<fate>[dx])(?<of>-?\d+(?:\.\d+)?)@(?<then>-?\d+(?:\.\d+)?))$/

/**
 * The events of a thread in words, one an event, for tests that read well: `c0 s2 t25` is a customer who writes
 * at hour 0, a service message at hour 2 and a template at hour 25. `r7` is a reaction, `d2@3` says that the message
 * of hour 2 is delivered at hour 3, `x5@8` that the one of hour 5 fails at hour 8. Hours may have fractions. A message
 * of the business at hour 2 has the id `m2`, the customer's one at hour 0 `c0`.
 *
 * Throws a `TypeError` that names the word when one is misspelt, names a message that is not in the scene, or gives
 * a second message the same id.
 */
export const scene = (words: string, stage: SceneStage = sceneStage): readonly ThreadEvent[] => {
  const all = words.split(/\s+/).filter((one) => one !== '')
  const ids = new Set<string>()
  for (const one of all) {
    const { says, hour, fate } = word.exec(one)?.groups ?? {}
    if (says === undefined && fate === undefined)
      throw new TypeError(`scene: "${one}" is no word of a scene; ${grammar}`)
    if (says === undefined) continue
    const id = `${says === 'c' ? 'c' : 'm'}${hour}`
    if (ids.has(id))
      throw new TypeError(`scene: "${one}" is a second message with the id ${id}; give it another hour`)
    ids.add(id)
  }
  return all.map((one) => eventOf(one, ids, stage))
}

const eventOf = (text: string, ids: ReadonlySet<string>, stage: SceneStage): ThreadEvent => {
  const { says, hour = '', fate, of = '', then = '' } = word.exec(text)?.groups ?? {}
  const { phoneNumberId, customer } = stage
  const at = sceneHour(Number(says === undefined ? then : hour), stage)
  const key = { phoneNumberId, customer, at }
  if (says === 'c') return { type: 'customer-messaged', id: `c${hour}`, kind: 'text', ...key }
  if (says === 't')
    return {
      type: 'business-messaged',
      id: `m${hour}`,
      content: { kind: 'template', name: 'hi', language: 'en' },
      ...key,
    }
  if (says !== undefined)
    return {
      type: 'business-messaged',
      id: `m${hour}`,
      content: { kind: says === 's' ? 'service' : 'reaction' },
      ...key,
    }
  const message = `m${of}`
  if (!ids.has(message))
    throw new TypeError(
      `scene: "${text}" names a message at hour ${of}, and the scene has none; add s${of} or t${of}`,
    )
  const status = fate === 'x' ? 'failed' : 'delivered'
  return { type: 'message-status', id: `${message}/${status}`, message, status, ...key }
}
