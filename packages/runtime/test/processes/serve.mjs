// A process that does what it is told, one JSON line a command, until it is killed. Its WhatsApp is the
// process that started it: every message is handed over as a line, and the answer comes back as one.
import { createInterface } from 'node:readline'
import { engine, isRight, parseEvent } from '@guichet/core'
import { runtime } from '../../dist/index.js'

const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`)

const readBody = (text) => {
  const { events = [], echoes = [] } = JSON.parse(text)
  const read = events.map(parseEvent)
  return { events: read.filter(isRight).map((one) => one.right), unread: [], echoes }
}

/** Ends the process at its n-th step that the world could see: before or after a commit or a dispatch. */
const crashAfter = (points) => {
  let passed = 0
  return () => {
    if (++passed === points) process.kill(process.pid, 'SIGKILL')
  }
}

/** Serves a runtime on that store over standard input; `points` is when to crash. */
export const serve = (plainStore, points) => {
  const pass = crashAfter(points)
  const store = {
    ...plainStore,
    commit: async (change) => {
      pass()
      const committed = await plainStore.commit(change)
      pass()
      return committed
    },
  }
  let now = 0
  const answers = new Map()
  const subject = runtime({
    engine: engine(),
    store,
    read: readBody,
    dispatchLimit: 60_000,
    transport: {
      send: (message) =>
        new Promise((resolve) => {
          pass()
          answers.set(message.callbackData, resolve)
          tell({ dispatch: message })
        }),
    },
    surroundings: {
      now: () => now,
      newId: () => globalThis.crypto.randomUUID(),
      nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
    },
  })

  const run = async (command) => {
    if (command.do === 'receive') return subject.receive(command.body)
    if (command.do === 'send') return subject.send(command.request)
    if (command.do === 'close') return subject.close()
    throw new Error(`unknown command ${command.do}`)
  }
  createInterface({ input: process.stdin }).on('line', (line) => {
    const command = JSON.parse(line)
    if (command.now !== undefined) now = command.now
    if (command.answer !== undefined) return answers.get(command.to)?.(command.answer)
    run(command).then(
      (result) => tell({ done: command.id, result }),
      (failure) => tell({ done: command.id, failure: String(failure?.message ?? failure) }),
    )
    return undefined
  })
  tell({ ready: true })
}
