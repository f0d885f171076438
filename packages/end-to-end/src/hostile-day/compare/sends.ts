import type { ThreadKey } from '@guichet/core'
import type { Truth } from '@guichet/emulator'
import type { Intent, Runtime } from '@guichet/runtime'
import type { Call } from '../caller.ts'
import type { Evidence } from '../whatsapp.ts'
import type { Disagreements } from './disagreements.ts'

/** What became of the orders. */
export interface SendsCompared {
  /** By what the caller was told last. */
  readonly last: Readonly<Record<string, number>>
  /** Callers who were told `unknown`, and later that the message was accepted. */
  readonly resolved: number
  /** Intents with an echo. */
  readonly byEcho: number
  /** Asked again under the same key, and told what had come of it. */
  readonly replayed: number
  /** Asked again while the first request was under way. */
  readonly inProgress: number
  readonly lost: number
}

/** Every key has one message at most, and what the gateway says of it is so. */
export const compareSends = async (
  calls: readonly Call[],
  { echoesByKey, answersByKey, wamidsByEcho }: Evidence,
  truth: Truth,
  runtime: Runtime,
  threads: readonly ThreadKey[],
  found: Disagreements,
): Promise<SendsCompared> => {
  const intents = await intentsOf(runtime, threads)
  const taken = new Set(truth.messages.map(({ message }) => message))
  const last: Record<string, number> = {}
  const counts = { resolved: 0, byEcho: 0, replayed: 0, inProgress: 0, lost: 0 }
  for (const { order, told } of calls) {
    const { key } = order
    const say = (words: string): void =>
      found.add('send', `${key} ${words}; told ${told.map(({ is }) => is).join(', ')}`)
    const wamids = [...(echoesByKey.get(key) ?? [])].flatMap((echo) => [...(wamidsByEcho.get(echo) ?? [])])
    for (const wamid of wamids) taken.delete(wamid)
    if (wamids.length > 1) say(`was sent ${wamids.length} times`)
    const final = told.at(-1)
    last[final?.is ?? 'never asked'] = (last[final?.is ?? 'never asked'] ?? 0) + 1
    counts.lost += told.filter(({ is }) => is === 'lost').length
    counts.inProgress += told.filter(({ is }) => is === 'in-progress').length
    if (final?.is === 'accepted' && told.some(({ is }) => is === 'unknown')) counts.resolved++
    for (const one of told) {
      if (one.is === 'unexpected') say(`got ${one.status} ${one.body.slice(0, 300)}`)
      if (one.is !== 'accepted') continue
      if (one.isReplay) counts.replayed++
      if (one.wamid !== wamids[0]) say(`was told ${one.wamid}, and WhatsApp has ${wamids[0] ?? 'none'}`)
    }
    const own = intents.get(key) ?? []
    if (own.length > 1) say(`has ${own.length} intents`)
    if (own[0]?.state.is === 'accepted' && own[0].state.by === 'echo') counts.byEcho++
    const problem = untruthIn(own[0], wamids[0])
    if (problem !== null) say(problem)
    if (final?.is === 'unknown' && wamids.length > 0) say('is of unknown fate, and was echoed')
    if (final?.is === 'unknown' && !told.some(({ is }) => is === 'lost') && isCertain(answersByKey.get(key)))
      say('is of unknown fate, though WhatsApp always told it')
    if (final?.is === 'lost' || final?.is === 'in-progress' || final === undefined)
      say('was never told its end')
    if (final?.is.startsWith('refused') === true && wamids.length > 0) say('was refused, and is there')
  }
  for (const wamid of taken) found.add('send', `${wamid} was sent for no order`)
  return { last, ...counts }
}

/** Did WhatsApp say of every request that it took nothing? One that never came there leaves a doubt. */
const isCertain = (statuses: readonly number[] = []): boolean =>
  statuses.length > 0 && statuses.every((status) => status >= 400 && status < 500)

/** What is not so in the state of an intent. */
const untruthIn = (intent: Intent | undefined, wamid: string | undefined): string | null => {
  if (intent === undefined)
    return wamid === undefined ? null : `is with WhatsApp as ${wamid} without an intent`
  const { state } = intent
  if (state.is === 'accepted')
    return state.wamid === wamid ? null : `is accepted as ${state.wamid}, and WhatsApp has ${wamid ?? 'none'}`
  return wamid === undefined ? null : `is ${state.is}, and WhatsApp has ${wamid}`
}

const intentsOf = async (
  runtime: Runtime,
  threads: readonly ThreadKey[],
): Promise<ReadonlyMap<string, readonly Intent[]>> => {
  const byId = new Map<string, Intent>()
  for (const key of threads)
    for (const intent of await runtime.intentsTo(key, 10_000)) byId.set(intent.id, intent)
  const byKey = new Map<string, Intent[]>()
  for (const intent of byId.values()) byKey.set(intent.key, [...(byKey.get(intent.key) ?? []), intent])
  return byKey
}
