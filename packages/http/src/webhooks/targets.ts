import type { Duration } from '@guichet/core'
import type { ForwardedEvent } from '../tenants/tenant.ts'
import { queueOf, type ForwardTarget } from './forward.ts'

/** Where webhooks or events go on to. Two with the same address are one. */
export interface ForwardOptions {
  readonly url: string
  /** What it gets; Meta's webhooks unless given. */
  readonly events?: readonly ForwardedEvent[]
  /** Signs events of the gateway; needed where it gets one. */
  readonly secret?: string
  /** Default the global one. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** How long it may take to answer, in milliseconds; default 10 seconds. */
  readonly timeout?: Duration
}

/** The endpoints of the options. Throws a `TypeError` where one cannot be used. */
export const targetsOf = (
  options: ForwardOptions | readonly ForwardOptions[] = [],
): readonly ForwardTarget[] => {
  const targets = new Map<string, ForwardTarget>()
  for (const one of 'url' in options ? [options] : options) {
    const target = targetOf(one)
    const same = targets.get(target.queue)
    targets.set(target.queue, same === undefined ? target : both(same, target))
  }
  return [...targets.values()]
}

const targetOf = ({ events = ['*'], secret, ...options }: ForwardOptions): ForwardTarget => {
  if (!URL.canParse(options.url) || !/^https?:$/.test(new URL(options.url).protocol))
    throw new TypeError('forwardWebhooksTo.url must be an http or https URL')
  const notices = events.flatMap((event) => (event === '*' ? [] : [event]))
  if (notices.length > 0 && (secret === undefined || secret === ''))
    throw new TypeError('forwardWebhooksTo.secret is missing: it signs the events of the gateway')
  return {
    fetch: (url, init) => globalThis.fetch(url, init),
    timeout: 10_000,
    ...options,
    queue: queueOf(options.url),
    takesWebhooks: events.includes('*'),
    notices,
    secret: secret ?? null,
  }
}

/** One address has one queue, whatever was named for it in how many places. */
const both = (one: ForwardTarget, other: ForwardTarget): ForwardTarget => ({
  ...one,
  takesWebhooks: one.takesWebhooks || other.takesWebhooks,
  notices: [...new Set([...one.notices, ...other.notices])],
  secret: one.secret ?? other.secret,
})
