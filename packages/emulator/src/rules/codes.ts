import type { World } from '../world/world.ts'
import type { Reason } from './verdict.ts'

/** The code with which a request is refused at once for a reason; `null` if the message is accepted first and fails later. */
export const codeAtOnce = ({ settings }: World, { code, restriction }: Reason): number | null => {
  if (code === 'service-window-closed') return settings.outsideWindow === 'is-refused' ? 131047 : null
  if (code !== 'account-restricted') return atOnce.get(code) ?? null
  if (restriction === 'all-messages') return 131031
  return restriction === 'business-initiated-calls' ? 138014 : 368
}

const atOnce: ReadonlyMap<string, number> = new Map([
  ['template-unknown', 132001],
  ['template-not-approved', 132001],
  ['template-paused', 132015],
  ['template-disabled', 132016],
  // Meta documents none for the messaging limit; the gateway takes this one, too.
  ['messaging-limit-reached', 131048],
  ['pair-rate-reached', 131056],
  ['throughput-reached', 130429],
  ['call-not-permitted', 138006],
  ['call-limit-reached', 138012],
  ['calls-not-offered', 138013],
  ['call-permission-requested-lately', 138009],
  ['call-permission-is-permanent', 138017],
])

/** The code with which an accepted message fails for the first of these reasons; `null` for none. */
export const codeLater = (reasons: readonly Reason[]): number | null =>
  later.find(([code]) => reasons.some((reason) => reason.code === code))?.[1] ?? null

const later: readonly (readonly [code: string, failsWith: number])[] = [
  ['customer-unknown', 131026],
  ['service-window-closed', 131047],
  ['marketing-stopped', 131050],
  ['marketing-not-delivered', 131049],
  ['marketing-cap-reached', 131049],
]
