import type { Json } from '@guichet/core'
import type { ImportResult } from '../import/tally.ts'
import { unreadToJson } from './json.ts'
import { count } from './summary-words.ts'
import { unreadToText } from './text.ts'

/** The result of an import, as text for a terminal. */
export const importToText = (result: ImportResult): string => {
  const { tally } = result
  const rows: readonly (readonly [string, string])[] = [
    ['read', readInWords(result)],
    ['taken in', count(tally.absorbed, 'event')],
    ['known before', count(tally.duplicates, 'event')],
    ...(tally.late === 0 ? [] : [['too late', `${count(tally.late, 'event')}, without effect`] as const]),
    ...(tally.erased === 0
      ? []
      : [['erased', `${count(tally.erased, 'event')} of erased customers`] as const]),
    ['not read', tally.unread === 0 ? 'nothing' : count(tally.unread, 'part')],
  ]
  const lines = rows.map(([name, words]) => `${name.padEnd(14)} ${words}`)
  return `${[...lines, ...unreadToText(result)].join('\n')}\n`
}

const readInWords = ({ tally }: ImportResult): string => {
  const { lines, webhooks, events, outbound } = tally
  const kinds = [
    ...(webhooks === 0 ? [] : [count(webhooks, 'webhook body', 'webhook bodies')]),
    ...(events === 0 ? [] : [count(events, 'event')]),
    ...(outbound === 0 ? [] : [count(outbound, 'outbound record')]),
  ]
  return `${count(lines, 'line')}${kinds.length === 0 ? '' : `: ${kinds.join(', ')}`}`
}

/** The same as JSON; an unread part names its file where several were read. */
export const importToJson = ({ tally, unread }: ImportResult, several: boolean): Json => ({
  lines: tally.lines,
  webhooks: tally.webhooks,
  events: tally.events,
  outbound: tally.outbound,
  absorbed: tally.absorbed,
  duplicates: tally.duplicates,
  late: tally.late,
  erased: tally.erased,
  unread: unread.map((part) => unreadToJson(part, several)),
  unreadTotal: tally.unread,
})
