import fc from 'fast-check'
import { HOUR, type Content, type ThreadEvent } from '@guichet/core'
import { knownKinds } from '@guichet/core/adapter'
import { at } from './scenes.ts'

const start = at('2022-01-01T00:00:00Z')

/** Texts that try to break out of the file, besides ordinary ones. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><image href="https://example.org/x"/>',
    '</title></svg><script>',
    ']]>&amp;&lt;<!-- -->',
    '\u0000\u0007\u001B[31m\u202E\uD800\uFFFE',
    'e\u0301\u0301\u0301\u0301\u0301',
    'x'.repeat(1024),
  ),
  fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }),
  fc.constantFrom('wamid.1', 'wamid.2', 'wamid.3'),
)

const instant: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 72 }).map((hours) => start + hours * HOUR),
  fc.integer({ min: 0, max: 40 * 24 * 3600 }).map((seconds) => start + seconds * 1000),
  fc.integer({ min: 0, max: 5 * 365 * 24 * 3600 }).map((seconds) => start + seconds * 1000),
)

const content: fc.Arbitrary<Content> = fc.oneof(
  fc.constantFrom<Content>({ kind: 'service' }, { kind: 'reaction' }),
  hostileText.map((name): Content => ({ kind: 'template', name, language: name, category: name })),
)

/** Any event of one thread, with plausible times. */
export const threadEvent: fc.Arbitrary<ThreadEvent> = fc
  .record({
    base: fc.record({ id: hostileText, at: instant, phoneNumberId: hostileText, customer: hostileText }),
    which: fc.nat(6),
    text: hostileText,
    kind: fc.oneof(fc.constantFrom(...knownKinds), hostileText),
    source: fc.option(fc.constantFrom('ad' as const, 'post' as const, 'page' as const), { nil: undefined }),
    content,
    status: fc.constantFrom('sent' as const, 'delivered' as const, 'read' as const, 'failed' as const),
    errorCode: fc.constantFrom(131047, 470, 131026),
    value: fc.constantFrom('stop' as const, 'resume' as const),
  })
  .map(({ base, which, text, kind, source, content: sent, status, errorCode, value }): ThreadEvent => {
    switch (which) {
      case 0:
        return { ...base, type: 'customer-called' }
      case 1:
        return { ...base, type: 'business-call-accepted' }
      case 2:
        return { ...base, type: 'business-messaged', content: sent }
      case 3:
        return { ...base, type: 'message-status', message: text, status, errorCode }
      case 4:
        return { ...base, type: 'marketing-preference', value }
      case 5:
        return { ...base, type: 'customer-renamed', previous: text, current: kind }
      default:
        return source === undefined
          ? { ...base, type: 'customer-messaged', kind }
          : { ...base, type: 'customer-messaged', kind, entryPoint: { source, id: text } }
    }
  })

/** Any history of one thread. */
export const history: fc.Arbitrary<readonly ThreadEvent[]> = fc.array(threadEvent, { maxLength: 40 })

/** Time zones with all sorts of oddities. */
export const timeZone: fc.Arbitrary<string> = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Santiago',
)
