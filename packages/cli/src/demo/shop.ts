import { HOUR, MINUTE, type Duration, type Instant } from '@guichet/core'
import { dayOfLife, emulator, type Emulator, type Scene } from '@guichet/emulator'

/** The credentials between the demo's gateway and its emulator; they have no other use. */
export const credentials = { accessToken: 'demo-access-token', appSecret: 'demo-app-secret' }

export interface ShopInput {
  readonly now: () => Instant
  readonly seed: number
  readonly timeZone: string
  /** Where webhooks go. */
  readonly webhook: string
}

/** How long the shop has been open when the demo starts: longer than any window. */
const past: Duration = 26 * HOUR
const stretch: Duration = 5 * MINUTE
const customers = 240

/** An emulated WhatsApp with a shop's customers, and the shop's next sends through the gateway. */
export interface Shop {
  readonly whatsapp: Emulator
  /**
   * Plays the past of the shop; resolves when its webhooks are delivered, or soon after the signal to end.
   */
  readonly catchUp: (isEnded: () => boolean) => Promise<void>
  /** The shop's next replies, in the order of time. */
  readonly toAnswer: readonly Scene[]
}

/** Sets up the shop; nothing happens yet. */
export const openShop = ({ now, seed, timeZone, webhook }: ShopInput): Shop => {
  const opened = now() - past
  const whatsapp = emulator({
    ...credentials,
    webhook,
    seed,
    timeZone,
    start: opened,
    clock: { now },
    // Everyday faults: webhooks that come twice, and now and then a message of unknown fate.
    faults: { webhookTwice: 0.03, webhookOvertaken: 0.05, answerLost: 0.04, undeliverable: 0.01 },
  })
  const began = now()
  const all = dayOfLife({ seed, customers, from: opened, lasts: past + 8 * HOUR, withBusiness: true })
  const isComing = ({ at, action }: Scene): boolean => at > began && isOfBusiness(action.do)
  whatsapp.play(all.filter((scene) => !isComing(scene)))
  whatsapp.play(troubles(began))
  return {
    whatsapp,
    catchUp: async (isEnded) => {
      for (let at = opened; at < now() && !isEnded(); at += stretch) await whatsapp.advance(at)
      // Emulator and gateway share the clock: otherwise windows would close at two different times.
      if (!isEnded()) await whatsapp.catchUp()
    },
    toAnswer: all.filter(isComing),
  }
}

const isOfBusiness = (what: string): boolean => what === 'reply' || what === 'send-template'

/** A template that customers complained about, and clicks that wait for an answer. */
const troubles = (now: Instant): readonly Scene[] => [
  {
    at: now - 5 * HOUR,
    action: { do: 'set-template-status', name: 'autumn_sale', language: 'en', status: 'PAUSED' },
  },
  ...[15, 90, 400].map((minutes, index): Scene => ({
    at: now - minutes * MINUTE,
    action: { do: 'click-ad', customer: String(33_639_970_001 + index) },
  })),
]
