import type { IncomingMessage, ServerResponse } from 'node:http'
import { graphClient, readWebhookText, type InboundMessage, type TemplatesReading } from '@guichet/cloud-api'
import {
  engine,
  isLeft,
  settings as settingsOf,
  type Answer,
  type Either,
  type Instant,
  type Question,
  type ThreadKey,
  type TooOld,
  type View,
} from '@guichet/core'
import { misuse } from '@guichet/core/adapter'
import {
  memoryStore,
  realSurroundings,
  runtime as bind,
  type Receipt,
  type Runtime,
  type Store,
} from '@guichet/runtime'
import { bytesOf } from './body.ts'
import { clockWarning } from './clock.ts'
import { gated, type Fetching } from './gate.ts'
import { handler } from './handling.ts'
import { listen, toStandardError, type Listening } from './listen.ts'
import { askedByNode, signatureHeader, writeToNode } from './node.ts'
import { checkOptions, type BotOptions } from './options.ts'
import { send, type Sent, type ToSend } from './send.ts'
import { answer } from './webhook.ts'

/** A bot on WhatsApp. */
export interface Bot {
  /** Answers requests to the address of webhooks, for servers that speak `Request` and `Response`. */
  readonly fetch: (request: Request) => Promise<Response>
  /** The same for Node's own servers, and for frameworks that are built on them. */
  readonly node: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** A server of the bot's own, on every path. */
  readonly listen: (port: number, host?: string) => Promise<Listening>
  /** Takes a body whose signature was checked before. Resolves once it is kept and its messages are handled. */
  readonly receive: (body: string) => Promise<Receipt<InboundMessage>>
  /** Sends a message if the rules allow it. */
  readonly send: (message: ToSend) => Promise<Sent>
  /** May it be sent, now or at an instant? */
  readonly ask: (thread: ThreadKey, question: Question, at?: Instant) => Promise<Answer>
  /** A `fetch` for another client of the Cloud API, which asks the rules before each of its messages. */
  readonly gate: (through?: Fetching) => Fetching
  /** What holds in a thread, now or at an instant. */
  readonly view: (thread: ThreadKey, at?: Instant) => Promise<Either<TooOld, View>>
  /** Reads the templates of an account from WhatsApp and keeps them; from then on unknown ones are refused. */
  readonly readTemplates: (account: string) => Promise<TemplatesReading>
  /** All else: history, charges, findings, erasure. */
  readonly runtime: () => Promise<Runtime<InboundMessage>>
  /** Waits for what is under way, and closes the store. */
  readonly close: () => Promise<void>
}

/**
 * Makes a bot. It opens its store when it is first used. Throws a `Misuse` for options that cannot be right, such as an
 * access token whose variable is not set.
 */
export const bot = (options: BotOptions): Bot => {
  checkOptions(options)
  const { accessToken, baseUrl, store, settings, graph, onMessage, longestBody = 4 * 1024 * 1024 } = options
  const { onStatus = () => undefined, onWarning = toStandardError } = options
  const surroundings = { ...realSurroundings, ...options.surroundings }
  const chosen = settingsOf(settings ?? {})
  if (isLeft(chosen)) return misuse('bot', chosen.left)
  const client = graphClient({ ...graph, accessToken, ...(baseUrl === undefined ? {} : { baseUrl }) })

  let opened: Promise<Runtime<InboundMessage>> | null = null
  const open = async (): Promise<Runtime<InboundMessage>> =>
    bind({
      engine: engine(chosen.right),
      store: await storeOf(store),
      read: readWebhookText,
      transport: client,
      surroundings,
    })
  /** A store that could not be opened is tried again with the next use. */
  const runtime = (): Promise<Runtime<InboundMessage>> => {
    opened ??= open().catch((failure: unknown) => {
      opened = null
      throw failure
    })
    return opened
  }

  const sendOne = async (message: ToSend): Promise<Sent> => send(await runtime(), message)
  const handle = handler(onMessage, onStatus, sendOne)
  const watchClock = clockWarning(surroundings.now, onWarning)
  const receive = async (body: string): Promise<Receipt<InboundMessage>> => {
    const bound = await runtime()
    const receipt = await bound.receive(body)
    watchClock(receipt)
    await handle(receipt.arrivals)
    return receipt
  }
  const node = async (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    writeToNode(response, await answer(askedByNode(request, longestBody), options, receive))

  return {
    fetch: async (request) => {
      const { status, contentType, body } = await answer(
        {
          method: request.method,
          query: new URL(request.url).searchParams,
          signature: request.headers.get(signatureHeader),
          body: () => bytesOf(request.body, longestBody),
        },
        options,
        receive,
      )
      return new Response(body, {
        status,
        headers: contentType === undefined ? {} : { 'content-type': contentType },
      })
    },
    node,
    listen: async (port, host) => {
      await runtime()
      return listen(node, port, host)
    },
    receive,
    send: sendOne,
    ask: async (thread, question, at) => (await runtime()).ask(thread, question, at),
    gate: (through = globalThis.fetch) => gated(runtime, surroundings.now, through),
    view: async (thread, at) => (await runtime()).view(thread, at),
    readTemplates: async (account) => {
      const listed = await client.readTemplates({ account, at: surroundings.now() })
      if (!isLeft(listed)) await (await runtime()).record([listed.right])
      return listed
    },
    runtime,
    close: async () => {
      if (opened !== null) await (await opened).close()
    },
  }
}

const storeOf = async (store: string | Store = 'memory:'): Promise<Store> => {
  if (typeof store !== 'string') return store
  if (store === 'memory:') return memoryStore()
  // What is not used is not loaded: SQLite is a library of the machine's own.
  const { sqliteStore } = await import('@guichet/store-sqlite')
  return sqliteStore({ path: store.slice('sqlite:'.length) })
}
