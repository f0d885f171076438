import { explain, problemsInWords } from '@guichet/core'
import { left } from '@guichet/core/adapter'
import type { Sent } from './send.ts'

/** What became of a message, as a sentence for a log or a person. */
export const sentInWords = (sent: Sent): string => {
  switch (sent.outcome) {
    case 'accepted':
      return `Accepted as ${sent.wamid}${sent.isReplay ? ', by an earlier request' : ''}.`
    case 'refused-by-rule':
      return explain(left(sent.answer))
    case 'malformed':
      return `Refused: ${problemsInWords(sent.problems)}.`
    case 'refused-by-whatsapp':
      return `Refused by WhatsApp${sent.code === null ? '' : ` with ${sent.code}`}: ${sent.message}${detailsOf(sent.raw)}`
    case 'failed':
      return `Not sent: ${sent.reason}. It may be sent again in ${Math.ceil(sent.retryAfter / 1000)} s.`
    case 'unknown':
      return `It may have been sent, or not: ${sent.reason}.`
    case 'in-progress':
      return 'An earlier request with the same key is on its way.'
    case 'key-reused':
      return 'Not sent: another message was sent under the same key.'
    case 'given-up':
      return 'Not sent: an earlier request with the same key was given up.'
  }
}

/** What Meta says of the very request, such as how many parameters were expected. */
const detailsOf = (error: unknown): string => {
  const { error_data: data } = Object(error) as { readonly error_data?: unknown }
  const { details } = Object(data) as { readonly details?: unknown }
  return typeof details === 'string' && details !== '' ? `: ${details}` : ''
}
