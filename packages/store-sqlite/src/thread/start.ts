import { Worker } from 'node:worker_threads'
import type { FileOptions } from '../file-store.ts'

/** Is this the package as it is published? Otherwise its TypeScript sources run by themselves, as in its tests. */
export const isBuilt: boolean = import.meta.url.endsWith('.js')

/** The sources, too, take the worker from what was built of them: Node 20 starts none from TypeScript. */
const file = new URL(isBuilt ? './worker.js' : '../../dist/thread/worker.js', import.meta.url)

/** Starts the thread in which a store of that file works; it opens the file at once. */
export const startWorker = (options: FileOptions): Worker =>
  new Worker(file, {
    name: 'guichet-sqlite',
    workerData: options,
    // Options of the process, such as loaders and conditions, are for the program and not for this thread.
    execArgv: [],
  })
