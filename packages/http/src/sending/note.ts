import type { Refusal, TooOld } from '@guichet/core'
import type { SendResult } from '@guichet/runtime'
import type { Note } from '../operations/notes.ts'

/** What the log contains about a call that the rules refuse. */
export const noteOfRefusal = (phoneNumberId: string, answer: Refusal | TooOld): Note =>
  noteOfSend(phoneNumberId, { outcome: 'refused-by-rule', answer })

/** What the log contains about a send: its outcome, never its text, its customer or its idempotency key. */
export const noteOfSend = (phoneNumberId: string, result: SendResult): Note => {
  const sent: Note = {
    outcome: result.outcome,
    // The caller wrote it: a text that is not an id could be anything.
    ...(/^\d{1,32}$/.test(phoneNumberId) ? { phoneNumberId } : {}),
  }
  switch (result.outcome) {
    case 'accepted':
      return { ...sent, wamid: result.wamid }
    case 'refused-by-rule':
      return {
        ...sent,
        reasons: [...new Set([result.answer, result.otherwise].flatMap(reasonsOf))].join(','),
      }
    case 'refused-by-whatsapp':
    case 'failed':
      return typeof result.code === 'number' ? { ...sent, code: result.code } : sent
    default:
      return sent
  }
}

const reasonsOf = (answer: Refusal | TooOld | undefined): readonly string[] => {
  if (answer === undefined) return []
  return answer.answer !== 'refused' ? [answer.answer] : answer.reasons.map(({ code }) => code)
}
