import type { Doubt } from '../send/outcome.ts'
import { errorCode } from '../send/errors.ts'
import type { NotListed } from './read-templates.ts'

/** Why a list was not read, in words of our own: Meta's may quote secrets. */
export const notListedInWords = (why: NotListed): string => {
  switch (why.outcome) {
    case 'refused':
      return why.code === null
        ? `no request can be made: ${why.message}`
        : `WhatsApp refuses the request: ${meaningOf(why.code)}`
    case 'failed':
      return why.code === undefined
        ? 'WhatsApp cannot be reached'
        : `WhatsApp asks to wait: ${meaningOf(why.code)}`
    case 'unknown':
      return why.details === undefined ? doubts[why.reason] : `${doubts[why.reason]} (${why.details})`
  }
}

const meaningOf = (code: number): string => `${errorCode(code).meaning} (${code})`

const doubts: Readonly<Record<Doubt, string>> = {
  'timed-out': 'WhatsApp did not answer in time',
  'connection-lost': 'the connection to WhatsApp broke',
  'answer-too-long': 'the answer is longer than any list',
  'answer-unreadable': 'the answer cannot be read',
  redirected: 'the answer redirects to another address',
  'server-fault': 'a fault inside WhatsApp',
  contradiction: 'the answer contradicts itself',
  endless: 'the list has too many pages',
}
