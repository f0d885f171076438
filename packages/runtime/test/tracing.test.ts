import { engine, type Event } from '@guichet/core'
import { expect, test } from 'vitest'
import { memoryPlace, runtime, type Peer, type Piece, type Runtime, type Tracing } from '../src/index.ts'
import { accepted, readBody, start } from './support/world.ts'

const says: Event = {
  type: 'customer-messaged',
  id: 'wamid.1',
  at: start - 1_000,
  kind: 'text',
  phoneNumberId: '100',
  customer: '33639980001',
}

interface Process {
  readonly runtime: Runtime
  /** The steps that it follows, each with the places of whose they are. */
  readonly steps: (readonly [string, readonly string[]])[]
}

/** Follows steps; the place of a step is its process and its name. */
const processOf = async (
  place: ReturnType<typeof memoryPlace>,
  name: string,
  peer: Peer | null,
): Promise<Process> => {
  const steps: Process['steps'] = []
  let here: string | null = null
  const tracing: Tracing = {
    span: (step, action) => {
      if (step.from === undefined) here = `${name} ${step.name}`
      else steps.push([step.name, step.from])
      return action({ add: () => undefined })
    },
    here: () => here,
  }
  const bound = runtime({
    engine: engine(),
    store: await place.open(),
    read: readBody,
    transport: { send: async () => accepted('wamid.out') },
    tracing,
    ...(peer === null ? {} : { peers: { ownerOf: () => peer } }),
  })
  return { runtime: bound, steps }
}

const stepsOf = (...whose: readonly string[]): Process['steps'] =>
  ['load', 'decide', 'commit'].map((step) => [step, whose])

test('what one process hands on to another stands in the trace of who handed it in', async () => {
  const place = memoryPlace()
  const other = await processOf(place, 'other', null)
  const perform: Peer['perform'] = async (pieces) =>
    other.runtime.performFor(JSON.parse(JSON.stringify(pieces)) as readonly Piece[])
  const one = await processOf(place, 'one', { id: 'other', perform })
  await one.runtime.record([says])
  expect(other.steps).toEqual(stepsOf('one ledger take-in'))
  expect(one.steps).toEqual([])
})

test('and so it does where the other does not answer, and it is done here', async () => {
  const perform: Peer['perform'] = async () => {
    throw new Error('no answer')
  }
  const one = await processOf(memoryPlace(), 'one', { id: 'other', perform })
  await one.runtime.record([says])
  expect(one.steps).toEqual(stepsOf('one ledger take-in'))
})
