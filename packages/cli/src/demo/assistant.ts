import type { Duration, Instant } from '@guichet/core'
import type { Scene } from '@guichet/emulator'

export interface AssistantInput {
  /** The gateway, such as `http://127.0.0.1:8080`. */
  readonly gateway: string
  readonly apiKey: string
  readonly now: () => Instant
  /** What to send, in the order of time. */
  readonly scenes: readonly Scene[]
}

/** How often the shop checks for replies to send. */
const beat: Duration = 1_000

/** Plays the shop's side through the gateway's standard API, until the signal to end. */
export const startAssistant = ({ gateway, apiKey, now, scenes }: AssistantInput): (() => void) => {
  let next = 0
  const timer = setInterval(() => {
    for (let scene = scenes[next]; scene !== undefined && scene.at <= now(); scene = scenes[++next])
      void send(gateway, apiKey, scene)
  }, beat)
  return () => clearInterval(timer)
}

/** The outcome shows on the board. */
const send = async (gateway: string, apiKey: string, { action }: Scene): Promise<void> => {
  const body = bodyOf(action)
  if (body === null) return
  await fetch(`${gateway}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined)
}

/** The parameter of the shop's only template of this kind. */
const aboutAParcel = [{ type: 'body', parameters: [{ type: 'text', text: '6A 1234 5678 9' }] }]

const bodyOf = (action: Scene['action']): object | null => {
  switch (action.do) {
    case 'reply':
      return { to: action.customer, text: action.text }
    case 'send-template': {
      const { customer, name, language } = action
      return { to: customer, template: { name, language, components: aboutAParcel } }
    }
    default:
      return null
  }
}
