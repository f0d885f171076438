import type { Duration, Instant } from '@guichet/core'
import type { AskedMessage, Emulator } from '@guichet/emulator'
import type { Order } from './orders.ts'

/** A refusal of the gateway by its rules, and what WhatsApp's own reading of them said at that time. */
export interface RuleRefusal {
  readonly at: Instant
  readonly order: Order
  /** The gateway's reasons. */
  readonly codes: readonly string[]
  /** Would WhatsApp have taken it, and delivered it, as far as rules decide? */
  readonly wouldPass: boolean
  /** What the gateway could not know, if WhatsApp would have taken it; `null` if it could know all. */
  readonly excuse: Excuse | null
}

/**
 * `messages`: messages of unknown fate may have been sent, and have to be counted. `on their way`: messages of the same
 * instant had to be counted, and WhatsApp refused them. `webhooks`: some are under way, and may change the answer.
 */
export type Excuse = 'messages' | 'on their way' | 'webhooks'

/** What the order could be sent as: whichever may be is taken. */
export const questionsOf = ({
  phoneNumberId,
  to,
  isText,
  asksToCall,
  template,
}: Order): readonly AskedMessage[] => [
  ...(asksToCall
    ? [{ phoneNumberId, to, question: { kind: 'call-permission-request', by: 'service' } } as const]
    : []),
  ...(isText ? [{ phoneNumberId, to, question: { kind: 'service' } } as const] : []),
  ...(template === null
    ? []
    : [{ phoneNumberId, to, question: { kind: 'template', name: template, language: 'en' } } as const]),
]

/** Notes what the gateway refuses by its rules, and asks WhatsApp about it while time stands still. */
export interface RefusalNotes {
  readonly note: (order: Order, codes: readonly string[]) => void
  /** Once everything of an instant is answered: what was refused because of others has been overtaken by then. */
  readonly judge: () => Promise<void>
  readonly all: readonly RuleRefusal[]
}

/** A refusal, and what excused it as soon as it came: a webhook that was under way then may have come since. */
interface Refused {
  readonly order: Order
  readonly codes: readonly string[]
  readonly atOnce: Promise<Excuse | null>
}

/** `skew`: how far the gateway's clock is wrong; it may be right by that. */
export const refusalNotes = (
  { reasonsAgainst, now }: Pick<Emulator, 'reasonsAgainst' | 'now'>,
  skew: Duration,
  excuseFor: (order: Order, codes: readonly string[]) => Promise<Excuse | null>,
): RefusalNotes => {
  const all: RuleRefusal[] = []
  let open: Refused[] = []
  const passesAt = (order: Order, at: Instant): boolean =>
    questionsOf(order).some((asked) => reasonsAgainst(asked, at).length === 0)
  return {
    all,
    note: (order, codes) => open.push({ order, codes, atOnce: excuseFor(order, codes) }),
    judge: async () => {
      const refused = open
      open = []
      const at = now()
      for (const { order, codes, atOnce } of refused) {
        const wouldPass = passesAt(order, at) && (skew === 0 || passesAt(order, at + skew))
        const excuses = [await atOnce, await excuseFor(order, codes)]
        // What was on its way beside it may be answered after it, and explains more than webhooks do.
        const excuse =
          excuses.find((one) => one !== 'webhooks' && one !== null) ?? excuses[0] ?? excuses[1] ?? null
        all.push({ at, order, codes, wouldPass, excuse: wouldPass ? excuse : null })
      }
    },
  }
}
