import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, type ThreadEvent } from '../src/index.ts'
import {
  learnFromSends,
  noSends,
  piecesBetween,
  sendsOfPieces,
  withAccounts,
  type OwnedPiece,
  type Sends,
} from '../src/store.ts'
import { holds } from './support/check.ts'
import { origin } from './support/names.ts'

const phoneNumberId = fc.constantFrom('100', '100', '100', '200')
const content = fc
  .tuple(
    fc.constantFrom('hello', 'hello', 'hello', 'order'),
    fc.constantFrom('en_US', 'en-us', 'en_US', 'fr'),
  )
  .map(([name, language]) => ({ kind: 'template' as const, name, language }))

/** Templates that are accepted, more often than all sends of one are kept, and some that failed by their template. */
const event: fc.Arbitrary<ThreadEvent> = fc
  .record({
    number: phoneNumberId,
    content,
    message: fc.nat(200),
    at: fc.nat(60),
    fails: fc.constantFrom(true, false, false, false),
  })
  .map(({ number, content: sent, message, at, fails }): ThreadEvent => {
    const inThread = { phoneNumberId: number, customer: '15550100001', at: origin + at * DAY }
    return fails
      ? {
          type: 'message-status',
          id: `w${message}/failed`,
          message: `w${message}`,
          status: 'failed',
          errorCode: 132_001,
          ...inThread,
        }
      : { type: 'business-messaged', id: `w${message}`, content: sent, ...inThread }
  })

const accounts: Readonly<Record<string, readonly string[]>> = { '100': ['A'], '200': [] }

const learned = (events: readonly ThreadEvent[], before = noSends): Sends =>
  Object.entries(accounts).reduce(
    (sends, [id, known]) => withAccounts(sends, id, known),
    events.reduce(learnFromSends, before),
  )

/** A language may be spelled in several ways; which one says that not all sends are kept may change. */
const textOf = ({ phoneNumberId: number, piece }: OwnedPiece): string =>
  JSON.stringify({
    phoneNumberId: number,
    piece:
      piece.is === 'thinned' ? { ...piece, language: piece.language.toLowerCase().replace('-', '_') } : piece,
  })

/** What sends are made of, whatever order it stands in. */
const piecesOf = (sends: Sends): readonly string[] => piecesBetween(noSends, sends).come.map(textOf).sort()

const many = fc.oneof(fc.array(event, { maxLength: 12 }), fc.array(event, { minLength: 100, maxLength: 200 }))

describe('the pieces of what sends prove', () => {
  test('say which template was sent when, which message failed by it, and that not all sends are kept', () => {
    const key = { phoneNumberId: '100', customer: '15550100001' }
    const hello = { kind: 'template', name: 'hello', language: 'en' } as const
    const sent = (id: string, at: number): ThreadEvent => ({
      type: 'business-messaged',
      id,
      at,
      content: hello,
      ...key,
    })
    const failed: ThreadEvent = {
      type: 'message-status',
      id: 'b/failed',
      message: 'b',
      status: 'failed',
      errorCode: 132_001,
      at: 9,
      ...key,
    }
    const pieces = (events: readonly ThreadEvent[]): readonly string[] => piecesOf(learned(events))
    const of = (piece: object): string => JSON.stringify({ phoneNumberId: '100', piece })
    const piece = { is: 'sent', name: 'hello', language: 'en' }
    expect(pieces([sent('a', 7), failed])).toEqual(
      [of({ is: 'refuted', message: 'b', at: 9 }), of({ ...piece, message: 'a', at: 7 })].sort(),
    )
    const each = Array.from({ length: 65 }, (_, at) => sent(`m${at}`, at))
    expect(pieces(each.slice(1)).filter((one) => one.includes('thinned'))).toEqual([])
    expect(pieces(each).filter((one) => one.includes('thinned'))).toEqual([
      of({ is: 'thinned', name: 'hello', language: 'en' }),
    ])
  })

  test('make the same sends, in any order', () => {
    const drawn = many.chain((events) => {
      const sends = learned(events)
      const { come } = piecesBetween(noSends, sends)
      const orders = fc.shuffledSubarray([...come], { minLength: come.length, maxLength: come.length })
      return fc.tuple(fc.constant(sends), orders)
    })
    holds([drawn], ([sends, pieces]) => {
      const made = sendsOfPieces(pieces, (id) => accounts[id] ?? [])
      return (
        JSON.stringify(piecesOf(made)) === JSON.stringify(piecesOf(sends)) &&
        piecesOf(sends).length === pieces.length
      )
    })
  })

  test('of what comes are all that must be kept beside those of before, less what is gone', () => {
    holds([many, many], (events, more) => {
      const before = learned(events)
      const after = learned(more, before)
      const { come, gone } = piecesBetween(before, after)
      const kept = new Set(piecesOf(before))
      for (const piece of gone) if (!kept.delete(textOf(piece))) return false
      for (const piece of come) {
        if (kept.has(textOf(piece))) return false
        kept.add(textOf(piece))
      }
      return JSON.stringify([...kept].sort()) === JSON.stringify(piecesOf(after))
    })
  })

  test('between the same sends are none', () => {
    holds([many], (events) => {
      const sends = learned(events)
      const { come, gone } = piecesBetween(sends, sends)
      return come.length === 0 && gone.length === 0
    })
  })
})
