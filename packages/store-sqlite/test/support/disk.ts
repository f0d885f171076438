import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { withFolder } from './folder.ts'

/** A small disk of its own, in memory. */
export interface Disk {
  readonly folder: string
  /** Fills what is left of it; gives how to free that again. */
  readonly fill: () => () => void
  /** Gives work another path to the folder, by which nothing can be written. */
  readonly withReadOnlyView: (work: (folder: string) => Promise<void>) => Promise<void>
}

const mebibytes = 4

/** May this process mount a disk? If not, why not. */
export const obstacleToDisks = async (): Promise<string | null> =>
  withDisk(async () => {}).then(
    () => null,
    (thrown: unknown) => `a disk cannot be mounted here: ${String(thrown)}`,
  )

/** Gives work a small disk, then takes it away. Only the superuser of a Linux system may do so. */
export const withDisk = (work: (disk: Disk) => Promise<void>): Promise<void> =>
  withMount(['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'guichet-test'], (folder) =>
    work({
      folder,
      fill: () => fill(join(folder, 'filling')),
      withReadOnlyView: (look) =>
        withMount(['--bind', folder], async (view) => {
          mount(['-o', 'remount,bind,ro', view])
          await look(view)
        }),
    }),
  )

const withMount = (what: readonly string[], work: (folder: string) => Promise<void>): Promise<void> =>
  withFolder(async (folder) => {
    mount([...what, folder])
    try {
      await work(folder)
    } finally {
      // An ended connection keeps its files open until it is collected; the mount goes with them.
      execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' })
    }
  })

const mount = (options: readonly string[]): void => {
  execFileSync('mount', options, { stdio: 'pipe' })
}

const fill = (path: string): (() => void) => {
  const file = openSync(path, 'w')
  try {
    for (const size of [64 * 1024, 1024]) writeUntilFull(file, Buffer.alloc(size))
  } finally {
    closeSync(file)
  }
  return () => rmSync(path)
}

const writeUntilFull = (file: number, block: Buffer): void => {
  try {
    for (;;) writeSync(file, block)
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC')) throw thrown
  }
}
