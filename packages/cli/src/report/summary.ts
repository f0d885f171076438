import { instantInWords } from '@guichet/core/time'
import type { AuditResult } from '../audit/audit.ts'
import type { Tally } from '../audit/tally.ts'
import { billInWords } from './money.ts'
import { printable } from './printable.ts'
import { refusalsInWords } from './refusals-text.ts'
import { count, thousands } from './summary-words.ts'

/** The audit in rows of a name and a sentence, the same for every format that people read. */
export const summaryRows = (
  result: AuditResult,
  timeZone: string,
): readonly (readonly [string, string])[] => {
  const { tally } = result
  return [
    ['read', `${count(tally.lines, 'line')}, ${count(tally.payloads, 'payload')}`],
    ['events', eventsInWords(tally)],
    ['period', periodInWords(tally, timeZone)],
    ['threads', thousands(tally.threads)],
    ['messages', messagesInWords(tally)],
    ['refusals', refusalsInWords(result.refusals)],
    ['conversations', conversationsInWords(tally)],
    ['charges', billInWords(result.bill)],
    ["Meta's report", agreementInWords(result.bill)],
    ['not read', tally.unread === 0 ? 'nothing' : count(tally.unread, 'part')],
    ['findings', result.findings.length === 0 ? 'none' : thousands(result.findings.length)],
  ]
}

const eventsInWords = ({ events, duplicates, late }: Tally): string => {
  const again = duplicates === 0 ? [] : [count(duplicates, 'duplicate')]
  const tooLate = late === 0 ? [] : [`${thousands(late)} too late to count`]
  const extra = [...again, ...tooLate]
  return `${thousands(events)}${extra.length === 0 ? '' : ` (${extra.join(', ')})`}`
}

const periodInWords = ({ from, until }: Tally, timeZone: string): string =>
  from === null || until === null
    ? 'no events'
    : `${instantInWords(from, timeZone)} to ${instantInWords(until, timeZone)}`

const messagesInWords = ({ messages }: Tally): string => {
  const { service, template, reaction, unknown, failed } = messages
  const parts = [
    count(service, 'service message'),
    count(template, 'template'),
    ...(reaction === 0 ? [] : [count(reaction, 'reaction')]),
    ...(unknown === 0 ? [] : [`${thousands(unknown)} of unknown content`]),
  ]
  return `${parts.join(', ')}${failed === 0 ? '' : `; ${thousands(failed)} of all failed`}`
}

const conversationsInWords = ({ conversations }: Tally): string => {
  const { userInitiated, unanswered, businessInitiated } = conversations
  const pending = unanswered === 0 ? '' : ` (${thousands(unanswered)} never answered)`
  return `${thousands(userInitiated)} user-initiated${pending}, ${thousands(businessInitiated)} business-initiated`
}

const agreementInWords = ({ agreement, unknownWords }: AuditResult['bill']): string => {
  const { agrees, disagrees, unknown, unreported, incomparable, contradicted } = agreement
  const words = unknownWords.slice(0, 3).map(([word]) => JSON.stringify(printable(word, 60)))
  const parts = [
    ...(agrees === 0 ? [] : [`${thousands(agrees)} charged by the rules`]),
    ...(disagrees === 0 ? [] : [`${thousands(disagrees)} differently`]),
    ...(incomparable === 0 ? [] : [`${thousands(incomparable)} sent under another model`]),
    ...(unknown === 0
      ? []
      : [
          `${thousands(unknown)} with unknown words (${words.join(', ')}${unknownWords.length > 3 ? ', …' : ''})`,
        ]),
    ...(contradicted === 0 ? [] : [`${thousands(contradicted)} reported in two ways`]),
    ...(unreported === 0 ? [] : [`${thousands(unreported)} without a report`]),
  ]
  return parts.length === 0 ? 'none' : parts.join(', ')
}
