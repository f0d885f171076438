import { toIso } from '@guichet/core'
import { outcomeDetails, type OutboxEntry, type OutboxOutcome } from '@guichet/runtime'
import { chargeInShort } from '../prices/json.ts'

/** An entry of the outbox as JSON. */
export const entryToJson = (entry: OutboxEntry): { readonly [name: string]: unknown } => {
  const { id, phoneNumberId, recipient, when, until, atUntil, madeAt, dueAt, isSending, outcome, endedAt } =
    entry
  return {
    id,
    state: outcome !== null ? 'over' : isSending ? 'sending' : 'waiting',
    outcome: outcome?.is ?? null,
    phoneNumberId,
    to: recipient,
    when: when.is === 'at' ? toIso(when.at) : when.is === 'paced' ? 'now' : when.is,
    until: toIso(until),
    atUntil: atUntil === 'otherwise' ? 'template' : 'drop',
    madeAt: toIso(madeAt),
    dueAt: dueAt === null ? null : toIso(dueAt),
    endedAt: endedAt === null ? null : toIso(endedAt),
    ...(outcome === null ? {} : membersOf(outcome)),
  }
}

const membersOf = (outcome: OutboxOutcome): { readonly [name: string]: unknown } => {
  const details = outcomeDetails(outcome)
  return outcome.is === 'accepted'
    ? { message: outcome.wamid, ...details, charge: chargeInShort(outcome.allowed) }
    : details
}
