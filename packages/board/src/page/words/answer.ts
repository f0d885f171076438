import type { Reason, Remedy } from '../model/answer.ts'
import type { Instant } from '../model/json.ts'
import { templateName } from './content.ts'
import { idInWords, plainly } from './text.ts'

/** Formats instants: `until` gives 14:05, `when` gives at 14:05. */
export interface InstantFormat {
  readonly until: (at: Instant) => string
  readonly when: (at: Instant) => string
}

/** Why a message may not be sent. */
export const reasonInWords = (reason: Reason, { until, when }: InstantFormat): string => {
  const since = reason.since === null ? '' : ` since ${until(reason.since)}`
  const template = templateName({ name: reason.name ?? '', language: reason.language ?? '' })
  switch (reason.code) {
    case 'service-window-closed':
      if (reason.closedAt === null) return 'The customer has opened no service window.'
      return reason.because.includes('CSW-5')
        ? `WhatsApp refused a message ${when(reason.closedAt)} because of the window.`
        : `The customer service window closed ${when(reason.closedAt)}.`
    case 'template-unknown':
      return `The template ${template} does not exist.`
    case 'template-not-approved':
    case 'template-paused':
    case 'template-disabled':
      return `The template is ${statusInWords(reason.status)}${since}.`
    case 'marketing-stopped':
      return `The customer stopped marketing messages${since === '' ? '' : `, ${since.trim()}`}.`
    case 'customer-unknown':
      return `The customer has the new id ${idInWords(reason.current ?? '')}${since}.`
    default:
      return `${plainly(reason.code)}.`
  }
}

/** Meta's status in plain words: `in review`, `paused`. */
export const statusInWords = (status: string | null): string =>
  status === null ? 'of unknown status' : plainly(status.toLowerCase().replaceAll('_', ' '))

/** What to do instead. */
export const remedyInWords = (remedy: Remedy, { until }: InstantFormat): string => {
  switch (remedy.do) {
    case 'wait-for-customer':
      return 'Wait for the customer to write.'
    case 'wait-until':
      return remedy.at === null ? 'Wait.' : `Wait until ${until(remedy.at)}.`
    case 'send-template':
      return `Send ${templatesInWords(remedy, 'an approved template')}.`
    case 'choose-another-template':
      return `Choose ${templatesInWords(remedy, 'another template')}.`
    default:
      return `${plainly(remedy.do)}.`
  }
}

const templatesInWords = ({ templates, more, except }: Remedy, any: string): string => {
  const named = (templates ?? []).filter((one) => one.kind === 'template')
  if (named.length === 0)
    return except.length === 0 ? any : `${any} that is not ${except.map(plainly).join(' or ')}`
  const shown = named.slice(0, 3).map(templateName)
  const others = named.length - shown.length + more
  return `the template ${shown.join(' or ')}${others > 0 ? ` or one of ${others} more` : ''}`
}
