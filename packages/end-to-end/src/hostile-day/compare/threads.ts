import type { JudgedMessage, ThreadCharge, ThreadKey } from '@guichet/core'
import type { Truth } from '@guichet/emulator'
import type { Runtime } from '@guichet/runtime'
import type { Disagreements } from './disagreements.ts'

/** All that the gateway knows of messages and charges. */
export interface Told {
  readonly messages: ReadonlyMap<string, JudgedMessage>
  /** As each thread tells them: the free tiers are not allotted. */
  readonly charges: readonly ThreadCharge[]
  readonly threads: readonly ThreadKey[]
}

/** Reads the story of every thread that WhatsApp knows, once. */
export const tellAll = async (runtime: Runtime, { threads }: Truth, found: Disagreements): Promise<Told> => {
  const messages = new Map<string, JudgedMessage>()
  const charges: ThreadCharge[] = []
  const read = new Map<string, ThreadKey>()
  for (const key of threads) {
    const row = await runtime.find(key)
    if (row === null) continue
    const { phoneNumberId, customer } = row
    const name = `${phoneNumberId} ${customer}`
    if (read.has(name)) continue
    read.set(name, { phoneNumberId, customer })
    const story = await runtime.history({ phoneNumberId, customer })
    for (const message of story.messages) {
      if (messages.has(message.id)) found.add('fate', `${message.id} is in two threads, one of them ${name}`)
      messages.set(message.id, message)
    }
    for (const charge of story.charges) charges.push({ phoneNumberId, customer, ...charge })
  }
  return { messages, charges, threads: [...read.values()] }
}
