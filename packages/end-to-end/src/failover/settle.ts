import { setTimeout as wait } from 'node:timers/promises'
import type { Evidence } from './evidence.ts'
import { secrets, type Gateways } from './gateways.ts'
import { ask, type Call } from './load.ts'

/**
 * How long after the database's return, or after WhatsApp accepted a message, that message may be open, in
 * milliseconds.
 */
export const patience = 15_000

export interface Settled {
  /** Milliseconds since the database was back until none was open. */
  readonly after: number
  /** The keys of those that were open for too long. */
  readonly leftOpen: readonly string[]
}

/** Waits until no open intent is one that WhatsApp accepted. `back` is when the database was back. */
export const settle = async (
  gateways: Pick<Gateways, 'askEach'>,
  { acceptedAt }: Pick<Evidence, 'acceptedAt'>,
  back: number,
): Promise<Settled> => {
  for (;;) {
    const now = performance.now()
    const open = await openKeys(gateways)
    const accepted = open?.filter((key) => acceptedAt.has(key)) ?? null
    const leftOpen = accepted?.filter((key) => now > Math.max(back, acceptedAt.get(key) ?? 0) + patience)
    if (leftOpen !== undefined && leftOpen.length > 0) return { after: now - back, leftOpen }
    if (accepted?.length === 0) return { after: now - back, leftOpen: [] }
    if (now - back > 4 * patience) throw new Error('no gateway lists its open intents')
    await wait(100)
  }
}

/** What is open for any gateway, because one may remember what the other cannot know; `null` where one cannot tell. */
const openKeys = async (gateways: Pick<Gateways, 'askEach'>): Promise<readonly string[] | null> => {
  const headers = { authorization: `Bearer ${secrets.apiKey}` }
  const keys: string[] = []
  for (const answer of await gateways.askEach('/intents?limit=1000', { headers })) {
    const told = await answer?.text()
    if (told === undefined || answer?.status !== 200) return null
    const { intents }: { readonly intents: readonly { readonly key: string }[] } = JSON.parse(told)
    keys.push(...intents.map(({ key }) => key))
  }
  return keys
}

/** The keys that WhatsApp accepted and that are not answered with its wamid. */
export const wrongAnswers = async (
  calls: readonly Call[],
  gateways: Pick<Gateways, 'ask'>,
  { acceptedBy }: Pick<Evidence, 'acceptedBy'>,
): Promise<readonly string[]> => {
  const wrong: string[] = []
  for (const call of calls) {
    const [wamid] = acceptedBy.get(call.key) ?? []
    if (wamid === undefined) continue
    if (call.outcome === 'open') call.outcome = await ask(call, gateways)
    if (typeof call.outcome === 'string' || call.outcome.wamid !== wamid) wrong.push(call.key)
  }
  return wrong
}
