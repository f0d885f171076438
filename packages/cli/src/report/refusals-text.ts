import { errorCode as meaningOf } from '@guichet/cloud-api'
import type { Refusals, RefusalsOfCode } from '../audit/refusals.ts'
import { aligned } from './columns.ts'
import { count, thousands } from './summary-words.ts'

const mostCodes = 20

/** What WhatsApp refused, in a few words. */
export const refusalsInWords = ({ byMeta, foreseen }: Refusals): string =>
  byMeta === 0 ? 'none' : `${thousands(byMeta)} by WhatsApp, ${thousands(foreseen)} foreseen by the rules`

/** A code in the words of its line: number, meaning, how many, how many foreseen, clause. */
export const codeInWords = ({
  errorCode,
  count: all,
  foreseen,
  clause,
}: RefusalsOfCode): readonly string[] => [
  errorCode === null ? 'no code' : String(errorCode),
  errorCode === null ? 'the status names no error code' : meaningOf(errorCode).meaning,
  thousands(all),
  thousands(foreseen),
  clause ?? 'not foreseeable',
]

/** What WhatsApp refused by code; nothing where it refused nothing. */
export const refusalsToText = ({ byMeta, byCode }: Refusals): readonly string[] => {
  if (byMeta === 0) return []
  const head = ['code', 'meaning', 'messages', 'foreseen', 'by']
  const more = byCode.length - mostCodes
  return [
    '',
    'refused by WhatsApp, and foreseen by the rules',
    ...aligned([head, ...byCode.slice(0, mostCodes).map(codeInWords)], [2, 3]),
    ...(more > 0 ? [`  … and ${count(more, 'more code')}; --format json lists all`] : []),
  ]
}
