// What runs in the store's own thread.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { connect } from '../connection.ts'
import { fileStore, type FileCalls } from '../file-store.ts'
import { carry } from './carried.ts'
import { behind } from './gate.ts'
import { opening, type Answer, type Arguments, type Method, type Request, type Results } from './protocol.ts'
import type { ThreadOptions } from './start.ts'

type Calls = { readonly [Name in Method]: (...values: Arguments[Name]) => Promise<Results[Name]> }

const call = <Name extends Method>(calls: Calls, { method, values }: Request<Name>): Promise<Results[Name]> =>
  calls[method](...values)

/** Tells what comes of a call, once it does; never rejects. */
const answer = async (port: MessagePort, id: number, result: Promise<unknown>): Promise<void> => {
  const post = (reply: Answer): void => port.postMessage(reply)
  try {
    post({ id, result: await result })
  } catch (thrown) {
    post({ id, failure: carry(thrown) })
  }
}

/** Answers calls in the order in which they come, but closes only after all that came before. */
const serve = (port: MessagePort, store: FileCalls): void => {
  const underWay = new Set<Promise<void>>()
  port.on('message', async (request: Request) => {
    if (request.method === 'close') await Promise.all(underWay)
    const answered = answer(port, request.id, call(store, request))
    underWay.add(answered)
    await answered
    underWay.delete(answered)
  })
}

if (parentPort === null) throw new Error('This module is for a thread of its own; call sqliteStore instead.')
const { path, busyTimeout, gate }: ThreadOptions = workerData
const opened = fileStore({ path, busyTimeout, connect: behind(gate, connect) })
await answer(
  parentPort,
  opening,
  opened.then(() => null),
)
const store = await opened.catch(() => null)
if (store !== null) serve(parentPort, store)
