import { Worker } from 'node:worker_threads'
import { newGate } from '../../src/thread/gate.ts'
import { threadStore } from '../../src/thread/thread-store.ts'

const file = new URL('../../dist/thread/worker.js', import.meta.url).href

/**
 * The store's thread, which ends by itself: when it is told to, or instead of giving one answer more. It is not
 * ended from outside, for that aborts the whole process where SQLite's library is at work.
 */
const program = `
  const { parentPort, workerData } = require('node:worker_threads')
  const give = parentPort.postMessage.bind(parentPort)
  let answers = 0
  parentPort.postMessage = (answer) => {
    if (answers === workerData.answers) process.exit()
    answers += 1
    give(answer)
  }
  parentPort.on('message', (message) => {
    if (message === 'end') process.exit()
  })
  import(${JSON.stringify(file)})`

/** A thread that gives so many answers. The first says that the file is open. */
export const mortalWorker = (path: string, answers = Infinity): Worker =>
  new Worker(program, { eval: true, workerData: { path, busyTimeout: 60_000, gate: newGate(), answers } })

/** A store whose thread ends after so many answers to what is asked of it, or when told. */
export const mortal = async (path: string, answers = Infinity) => {
  const worker = mortalWorker(path, answers + 1)
  return { store: await threadStore(worker, path), end: () => worker.postMessage('end', []) }
}
