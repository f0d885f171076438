import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nextLine, start, stop, type Command } from './program.ts'

/** A worker that is bundled, and how workerd runs it. */
export interface Deployment {
  readonly worker: string
  /** The configuration, in which the worker is `worker.mjs`. */
  readonly configuration: string
  readonly flags?: readonly string[]
}

/** Runs a worker in workerd, in a folder of its own; `use` gets its address, and gives what is wrong. */
export const inWorkerd = async (
  { path, args }: Command,
  folder: string,
  { worker, configuration, flags = [] }: Deployment,
  use: (url: string) => Promise<readonly string[]>,
): Promise<readonly string[]> => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'worker.mjs'), worker)
  writeFileSync(join(folder, 'config.capnp'), configuration)
  const child = start(path, [...args, 'serve', ...flags, '--control-fd=1', 'config.capnp'], folder, {})
  try {
    const first = await nextLine(child)
    const port = /"port":\s*(\d+)/.exec(first)?.[1]
    return port === undefined ? [`it ended: ${first}`] : await use(`http://127.0.0.1:${port}`)
  } catch (fault) {
    return [fault instanceof Error ? fault.message : String(fault), ...child.complaints]
  } finally {
    await stop(child)
  }
}

/** Texts that the worker finds in its environment, as the configuration has them. */
export const textBindings = (texts: Readonly<Record<string, string>>): string =>
  Object.entries(texts)
    .map(([name, text]) => `(name = "${name}", text = "${text}"),`)
    .join('\n    ')
