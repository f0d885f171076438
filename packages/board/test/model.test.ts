import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAnswer, readAnswers } from '../src/page/model/answer.ts'
import { readEvents } from '../src/page/model/event.ts'
import { readFindings } from '../src/page/model/finding.ts'
import { readClockSkew } from '../src/page/model/health.ts'
import { readIntents } from '../src/page/model/intent.ts'
import { listInWords } from '../src/page/words/template-list.ts'
import { readTemplateLists } from '../src/page/model/template-list.ts'
import { isInTrouble, readTemplates } from '../src/page/model/template.ts'
import { isSameThread, keyOf, mergeThreads, readThreads } from '../src/page/model/thread.ts'
import { readView } from '../src/page/model/view.ts'
import { holds } from '../../core/test/support/check.ts'
import { anyThread, noon, thread } from './support/threads.ts'

const names = [
  'threads',
  'intents',
  'templates',
  'findings',
  'answers',
  'events',
  'answer',
  'view',
  'clock',
  'skewSeconds',
]

/** Anything at all, and what looks like an answer of the server but is none. */
const anything = fc.oneof(
  fc.anything(),
  fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.anything(), fc.array(fc.anything()))),
)

describe('what the server says', () => {
  it('is read whatever it is, without a fault', () => {
    holds([anything], (json) => {
      const lists = [
        readIntents,
        readTemplates,
        readTemplateLists,
        readFindings,
        readAnswers,
        readEvents,
      ].map((read) => read(json))
      readAnswer(json)
      readView(json)
      readClockSkew(json)
      return lists.every(Array.isArray) && Array.isArray(readThreads(json).threads)
    })
  })

  it('is read as it was written, and nothing broken beside it matters', () => {
    holds([fc.array(anyThread), fc.array(fc.anything(), { maxLength: 3 })], (threads, broken) => {
      const json = {
        now: new Date(noon).toISOString(),
        threads: [...threads.map(written), ...broken.filter((one) => !hasNames(one))],
      }
      const read = readThreads(JSON.parse(JSON.stringify(json)))
      return read.now === noon && JSON.stringify(read.threads) === JSON.stringify(threads)
    })
  })

  it('holds no half of a surrogate pair afterwards, for no address could hold it', () => {
    const { threads } = readThreads({ threads: [{ phoneNumberId: '1', customer: 'a\uD800b' }] })
    expect(threads.map(keyOf)).toEqual([`1/${encodeURIComponent('a\uFFFDb')}`])
  })

  it('gives each thread once, by the later list', () => {
    const later = thread({ replyBy: noon })
    expect(mergeThreads([thread(), thread({ customer: 'b' })], [later])).toEqual([
      later,
      thread({ customer: 'b' }),
    ])
  })

  it('knows a customer by each of their ids', () => {
    const one = thread({ aliases: ['US.1'] })
    expect(isSameThread(one, { phoneNumberId: '100', customer: 'US.1' })).toBe(true)
    expect(isSameThread(one, { phoneNumberId: '200', customer: 'US.1' })).toBe(false)
    expect(isSameThread(one, { phoneNumberId: '100', customer: 'US.2' })).toBe(false)
  })

  it('reads how lists of templates stand, and says so', () => {
    const since = '2026-10-20T08:00:00.000Z'
    const detail = 'WhatsApp cannot be reached'
    const lists = readTemplateLists({
      lists: [
        { account: '1', complete: true, readAt: since, failure: null },
        { account: '2', complete: true, readAt: since, failure: { since, detail } },
        { account: '3', complete: false, readAt: null, failure: { since, detail } },
        { account: '4', complete: false, readAt: null, failure: null },
        { complete: true },
      ],
    })
    const when = (at: number | null): string => (at === Date.parse(since) ? 'at eight' : 'never')
    expect(lists.map((list) => listInWords(list, when))).toEqual([
      ['All templates are known, last read at eight'],
      ['All templates are known, last read at eight', `Reading failed since at eight: ${detail}`],
      [`Reading failed since at eight: ${detail}`],
      ['Not read yet'],
    ])
    expect(readTemplateLists({ templates: [] })).toEqual([])
  })

  it('tells templates in trouble', () => {
    const { templates } = { templates: ['APPROVED', 'PAUSED', 'REJECTED', 'NEW_WORD', null] }
    const read = readTemplates({
      templates: templates.map((status) => ({ name: 'a', language: 'b', status })),
    })
    expect(read.map(isInTrouble)).toEqual([false, true, true, true, false])
  })
})

const hasNames = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'phoneNumberId' in json && 'customer' in json

const isoOrNull = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

const written = (one: ReturnType<typeof thread>): unknown => ({
  ...one,
  windowClosesAt: isoOrNull(one.windowClosesAt),
  replyBy: isoOrNull(one.replyBy),
  closedByMeta: isoOrNull(one.closedByMeta),
})
