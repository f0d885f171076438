import { readBeside } from '../reading/subject.ts'
import { dig, isRecord, listOf } from '../script/replies.ts'
import type { Reply, Request, Subject } from '../protocol.ts'

/**
 * How much of its replies an engine answers for. `decision`: allowed or refused, the phase, whether the service
 * window is open. `codes`: also the refusal codes, every instant, conversations and charges. `full`: all that the
 * protocol names, clauses, remedies and counts among them.
 */
export type Strictness = 'decision' | 'codes' | 'full'

export const strictnesses: readonly Strictness[] = ['decision', 'codes', 'full']

/**
 * The engine, taken at its word only as far as it answers for: everything else in its replies is put right by the
 * reading copy before a law sees it.
 */
export const strictly = (level: Strictness, subject: Subject): Subject =>
  level === 'full'
    ? subject
    : {
        name: subject.name,
        answer: async (requests) => {
          const replies = await subject.answer(requests)
          const right: readonly (Reply | undefined)[] = readBeside(requests, replies)
          return replies.map((reply, index) => {
            const request = requests[index]
            const copy = right[index]
            return request === undefined || copy === undefined
              ? reply
              : putRight[level](request.op, reply, copy)
          })
        },
      }

/** Clauses are answered for at `full` only. */
const unsaid: readonly string[] = ['not said']
const reasoned = (reason: unknown): unknown => (isRecord(reason) ? { because: unsaid, ...reason } : reason)

type PutRight = (op: Request['op'], reply: Reply, copy: Reply) => Reply

/** Right in everything that a decision does not name. An error where none is due, or none where one is, stands. */
const beyondDecision: PutRight = (op, reply, copy) => {
  if (reply.ok !== copy.ok) return reply
  switch (op) {
    case 'view':
      return { ...reply, ...copy, phase: reply['phase'], serviceWindow: windowOf(reply, copy) }
    case 'ask':
      return {
        ...reply,
        because: reply['because'] ?? unsaid,
        ...copy,
        reasons: listOf(copy['reasons']).map(reasoned),
        answer: reply['answer'],
      }
    default:
      return { ...reply, ...copy }
  }
}

/** Only whether it is open counts. */
const windowOf = (reply: Reply, copy: Reply): unknown => {
  const [said, right] = [reply['serviceWindow'] ?? null, copy['serviceWindow'] ?? null]
  return said === null || right === null ? said : right
}

/** Right in remedies, the counts of what was absorbed, and what was reported of a charge. */
const beyondCodes: PutRight = (op, reply, copy) => {
  if (reply.ok !== copy.ok) return reply
  switch (op) {
    case 'absorb':
      return { ...reply, ...copy }
    case 'ask':
      return {
        ...reply,
        because: reply['because'] ?? unsaid,
        reasons: listOf(reply['reasons']).map(reasoned),
        remedies: copy['remedies'],
      }
    case 'charges':
      return { ...reply, charges: listOf(reply['charges']).map((charge) => agreeing(charge, copy)) }
    default:
      return reply
  }
}

/** A charge as the engine says it; what Meta's bill says beside it as the reading copy has it, if it does. */
const agreeing = (charge: unknown, copy: Reply): unknown => {
  const right = listOf(copy['charges']).find((one) => dig(one, 'message') === dig(charge, 'message'))
  if (!isRecord(charge) || !isRecord(right)) return charge
  const { reported, agrees } = right
  return {
    ...charge,
    ...(reported === undefined ? {} : { reported }),
    ...(agrees === undefined ? {} : { agrees }),
  }
}

const putRight: Readonly<Record<Exclude<Strictness, 'full'>, PutRight>> = {
  decision: beyondDecision,
  codes: beyondCodes,
}
