import { Worker } from 'node:worker_threads'
import type { FileOptions } from '../file-store.ts'
import { newGate, shutGate, type Gate } from './gate.ts'

/** Is this the package as it is published? Otherwise its TypeScript sources run by themselves, as in its tests. */
export const isBuilt: boolean = import.meta.url.endsWith('.js')

/** The sources, too, take the worker from what was built of them: Node 20 starts none from TypeScript. */
const file = new URL(isBuilt ? './worker.js' : '../../dist/thread/worker.js', import.meta.url)

/** What a thread is given at its start. */
export interface ThreadOptions extends Omit<FileOptions, 'connect'> {
  readonly gate: Gate
}

/** The gates of all threads of this process that have not ended. */
const gates = new Set<Gate>()

const shutAll = (): void => gates.forEach(shutGate)

/** Starts the thread in which a store of that file works; it opens the file at once. */
export const startWorker = (options: Omit<ThreadOptions, 'gate'>): Worker => {
  const gate = newGate()
  const worker = new Worker(file, {
    name: 'guichet-sqlite',
    workerData: { ...options, gate } satisfies ThreadOptions,
    // Options of the process, such as loaders and conditions, are for the program and not for this thread.
    execArgv: [],
  })
  if (gates.size === 0) process.on('exit', shutAll)
  gates.add(gate)
  worker.once('exit', () => {
    gates.delete(gate)
    if (gates.size === 0) process.off('exit', shutAll)
  })
  return worker
}
