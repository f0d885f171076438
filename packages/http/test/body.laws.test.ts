import fc from 'fast-check'
import { expect, test } from 'vitest'
import { brokenAt } from '../src/body/position.ts'
import { readBytes } from '../src/body/bytes.ts'
import { withoutToken } from '../src/connection/without-token.ts'
import { holdsLater } from '../../core/test/support/check.ts'

const list = fc.array(fc.jsonValue(), { maxLength: 5 })

test('JSON that ends too early breaks at its end', () =>
  holdsLater(fc.tuple(list, fc.nat()), async ([value, cut]) => {
    const text = JSON.stringify(value)
    const part = text.slice(0, cut % text.length)
    expect(brokenAt(part)).toBe(part.length)
  }))

test('JSON breaks where something stands that may stand nowhere', () =>
  holdsLater(fc.tuple(list, fc.nat()), async ([value, cut]) => {
    const text = JSON.stringify(value)
    const at = cut % (text.length + 1)
    expect(brokenAt(`${text.slice(0, at)}\0${text.slice(at)}`)).toBe(at)
  }))

/** Bytes, cut into pieces in some way. */
const pieces = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 })

const streamOf = (chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks) if (chunk.length > 0) controller.enqueue(chunk)
      controller.close()
    },
  })

test('a body is read whole up to the limit, and not beyond it, however it comes', () =>
  holdsLater(fc.tuple(pieces, fc.nat({ max: 200 })), async ([chunks, limit]) => {
    const whole = Buffer.concat(chunks)
    const request = new Request('http://x', { method: 'POST', body: streamOf(chunks), duplex: 'half' })
    const read = await readBytes(request, limit)
    expect(typeof read === 'string' ? read : Buffer.from(read)).toEqual(
      whole.length > limit ? 'too-large' : whole,
    )
  }))

/** Made of few letters, so that much looks like the beginning of the token. */
const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 60 })

test('an answer loses the token and nothing else, however it comes', () =>
  holdsLater(
    fc.tuple(letters, fc.array(fc.nat({ max: 60 }), { maxLength: 6 })),
    async ([text, cuts]) => {
      const token = 'aab'
      const ends = [...new Set(cuts.map((cut) => Math.min(cut, text.length)))].sort((a, b) => a - b)
      const chunks = [...ends, text.length].map((end, index) =>
        Buffer.from(text.slice(ends[index - 1] ?? 0, end)),
      )
      const clean = await new Response(withoutToken(streamOf(chunks), token)).text()
      expect(clean).toBe(text.replaceAll(token, 'access-token-removed'))
    },
    300,
  ))
