import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventReader, type EventsRead, type ServerEvent } from '../src/page/server/events.ts'
import { holds } from '../../core/test/support/check.ts'

/** The events of a text that arrives in pieces. */
const hear = (pieces: readonly string[]): { events: readonly ServerEvent[]; retry: number | null } => {
  const read = eventReader()
  const heard: readonly EventsRead[] = pieces.map(read)
  return {
    events: heard.flatMap(({ events }) => events),
    retry: heard.reduce<number | null>((before, { retry }) => retry ?? before, null),
  }
}

/** A text cut at places. */
const cut = (text: string, places: readonly number[]): readonly string[] => {
  const sorted = [0, ...places.map((place) => place % (text.length + 1)), text.length].sort((a, b) => a - b)
  return sorted.slice(1).map((to, index) => text.slice(sorted[index], to))
}

const line = fc.stringMatching(/^[^\r\n]{0,20}$/)
const event = fc.record({
  name: fc.stringMatching(/^[a-z]{1,8}$/),
  data: fc.array(line, { minLength: 1, maxLength: 3 }),
})

describe('a stream of events', () => {
  it('is heard as it was said, wherever it is cut and however its lines end', () => {
    const end = fc.constantFrom('\n', '\r\n', '\r')
    holds([fc.array(event), end, fc.array(fc.nat(), { maxLength: 8 })], (events, newline, places) => {
      const text = events
        .map(({ name, data }) =>
          [`event: ${name}`, ...data.map((one) => `data: ${one}`), '', ''].join(newline),
        )
        .join(`: heartbeat${newline}`)
      const { events: heard } = hear([...cut(text, places), '\n'])
      return (
        JSON.stringify(heard) ===
        JSON.stringify(events.map(({ name, data }) => ({ name, data: data.join('\n') })))
      )
    })
  })

  it('may be anything, and nothing breaks', () => {
    holds([fc.array(fc.string())], (pieces) => hear(pieces).events.every(({ name }) => name !== ''))
  })

  it.each([
    [': heartbeat\n\n', [], null],
    ['retry: 2000\nevent: ready\ndata: {}\n\n', [{ name: 'ready', data: '{}' }], 2000],
    ['data:x\n\n', [{ name: 'message', data: 'x' }], null],
    ['event: thread\n\n', [], null],
    ['event: thread\ndata: half', [], null],
    ['retry: soon\n\n', [], null],
  ])('%j is heard', (text, events, retry) => {
    expect(hear([text])).toEqual({ events, retry })
  })

  it('does not fill the memory with a line that never ends', () => {
    const read = eventReader()
    for (let index = 0; index < 200; index++) read('x'.repeat(1000))
    expect(read('\n\ndata: y\n\n').events).toEqual([{ name: 'message', data: 'y' }])
  })
})
