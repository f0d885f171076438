/**
 * The objects of phone numbers, as a service that Restate calls. It needs Node 22 or later.
 *
 * @module
 */
import { createServer, type Http2Session } from 'node:http2'
import type { AddressInfo } from 'node:net'
import {
  createEndpointHandler,
  handlers,
  object,
  RestatePromise,
  serde,
  type LoggerTransport,
  type ObjectContext,
  type ObjectSharedContext,
  type Serde,
} from '@restatedev/restate-sdk'
export { register, type RegisterInput } from './register.ts'
import { answer, batch, erase, learn, seen, taken, type Within } from './object/handlers.ts'
import { waves } from './object/waves.ts'
import {
  objectKey,
  objectName,
  placeOfKey,
  type Batch,
  type Erasing,
  type Learned,
  type Question,
  type Seen,
} from './protocol.ts'

export interface ServiceInput {
  readonly port: number
  readonly host: string
  /** Public keys of the servers that may call it; anybody may, unless given. */
  readonly identityKeys?: readonly string[]
  /** Takes what Restate's SDK complains about; nobody unless given. */
  readonly warn?: (words: string) => void
}

/** A service that listens. */
export interface Service {
  readonly port: number
  readonly close: () => Promise<void>
}

const minute = 60_000

const objects = object({
  name: objectName,
  handlers: {
    batch: (ctx: ObjectContext, input: Batch) => batch(writing(ctx), input),
    learn: (ctx: ObjectContext, input: Learned) => learn(writing(ctx), input),
    seen: (ctx: ObjectContext, input: Seen) => seen(writing(ctx), input),
    taken: (ctx: ObjectContext, upTo: number) => taken(writing(ctx), upTo),
    erase: (ctx: ObjectContext, input: Erasing) => erase(writing(ctx), input),
    read: handlers.object.shared((ctx: ObjectSharedContext, question: Question) =>
      answer(reading(ctx), question),
    ),
    prove: async (ctx: ObjectContext) => {
      ctx.set('proof', true)
      ctx.clear('proof')
    },
  },
  options: {
    // A busy phone number has more state than fits into a call.
    enableLazyState: true,
    // A gateway asks again under the same key for some seconds.
    idempotencyRetention: 10 * minute,
    journalRetention: 0,
  },
})

/** Of faults only; every call would be a line else. */
const loggerTo =
  (warn: (words: string) => void): LoggerTransport =>
  ({ level, source }, message, ...more) => {
    // The SDK exports the names of these for their types only.
    const [of, from]: readonly string[] = [level, source]
    const isOfNote = of === 'error' || (of === 'warn' && from !== 'SYSTEM')
    if (isOfNote) warn([message, ...more].map(String).join(' '))
  }

/** Listens, on one address only. Rejects where it cannot. */
export const serveObjects = async ({
  port,
  host,
  identityKeys,
  warn = () => undefined,
}: ServiceInput): Promise<Service> => {
  const logger = loggerTo(warn)
  const keys = identityKeys === undefined ? {} : { identityKeys: [...identityKeys] }
  const server = createServer(createEndpointHandler({ services: [objects], logger, ...keys }))
  const sessions = new Set<Http2Session>()
  server.on('session', (session) => {
    sessions.add(session)
    session.once('close', () => sessions.delete(session))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const session of sessions) session.destroy()
      await closed
    },
  }
}

const reading = (ctx: ObjectSharedContext): Within => within(ctx, readOnly)

const writing = (ctx: ObjectContext): Within =>
  within(ctx, { set: (key, value) => ctx.set(key, value), clear: (key) => ctx.clear(key) })

/** As the SDK writes JSON; its own serde does not fit its own option under strict types. */
const json = <Value>(): Serde<Value> => ({
  contentType: 'application/json',
  serialize: (value) => serde.json.serialize(value),
  deserialize: (bytes) => serde.json.deserialize(bytes),
})

const readOnly: Pick<Within['state'], 'set' | 'clear'> = {
  set: () => {
    throw new Error('a reader writes nothing')
  },
  clear: () => {
    throw new Error('a reader writes nothing')
  },
}

const within = (ctx: ObjectSharedContext, writes: Pick<Within['state'], 'set' | 'clear'>): Within => {
  const { ask } = waves((answers) => RestatePromise.all(answers as RestatePromise<unknown>[]))
  const { space, phoneNumberId: own } = placeOfKey(ctx.key)
  const call = <Answer>(phoneNumberId: string, method: string, parameter: unknown): Promise<Answer> =>
    ask(() =>
      ctx.genericCall<unknown, Answer>({
        service: objectName,
        method,
        parameter,
        key: objectKey({ space, phoneNumberId }),
        inputSerde: json<unknown>(),
        outputSerde: json<Answer>(),
      }),
    )
  return {
    own,
    state: { ...writes, get: <Value>(key: string) => ask(() => ctx.get<Value>(key)) },
    keys: () => ask(() => ctx.stateKeys()),
    accounts: {
      seen: (known) => call('', 'seen', known),
      numbers: () => call('', 'read', { is: 'numbers' }),
    },
    ask: (phoneNumberId, question) => call(phoneNumberId, 'read', question),
  }
}
