import { createWriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import { newNames } from '../anonymise/names.ts'
import { noting, replaceIn, replacing, type Replacing } from '../anonymise/replace.ts'
import { readInput } from '../input/read.ts'
import { spooled } from '../input/spool.ts'
import { exit, write, type Io } from '../io.ts'

/** The arguments of `guichet anonymise`. */
export interface AnonymiseRequest {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[]
  /** Where the log goes; standard output unless named. */
  readonly out: string | null
  /** With the same secret, the same prose becomes the same words, also in another run. */
  readonly secret: string
}

/** `guichet anonymise`: writes a log in which nobody is named, and whose audit comes to the same. */
export const anonymiseCommand = async ({ files, out, secret }: AnonymiseRequest, io: Io): Promise<number> =>
  spooled(files, io.stdin, async (paths) => {
    const names = newNames()
    const first = await readAll(paths, io, (text) => {
      replacedLine(text, noting(names))
      return Promise.resolve()
    })
    if (first !== null) return failed(first, files, paths, io)
    const target = out === null ? io.stdout : createWriteStream(out)
    const by = replacing(names, secret)
    const second = await readAll(paths, io, (text) => write(target, `${replacedLine(text, by)}\n`))
    if (out !== null) await ended(target)
    return second === null ? exit.fine : failed(second, files, paths, io)
  })

interface Failure {
  readonly file: string
  readonly reason: string
}

const failed = async (
  { file, reason }: Failure,
  files: readonly string[],
  paths: readonly string[],
  io: Io,
): Promise<number> => {
  await write(io.stderr, `guichet: ${files[paths.indexOf(file)] ?? file}: ${reason}\n`)
  return exit.unusable
}

/** Hands on each text of the inputs, in order; gives the first failure. */
const readAll = async (
  paths: readonly string[],
  io: Io,
  take: (text: string) => Promise<void>,
): Promise<Failure | null> => {
  for (const path of paths) {
    let taken = Promise.resolve()
    const failure = await readInput(path, io.stdin, {
      text: (text) => {
        taken = taken.then(() => take(text))
      },
      // It is no webhook body, and stays a line that is reported.
      tooLong: () => {
        taken = taken.then(() => take(''))
      },
      progress: () => undefined,
      room: () => taken,
    })
    await taken
    if (failure !== null) return failure
  }
  return null
}

/** What is not JSON may hold anything; it stays a line that is not JSON. */
const replacedLine = (text: string, by: Replacing): string => {
  try {
    return JSON.stringify(replaceIn(JSON.parse(text), by))
  } catch {
    return 'not JSON'
  }
}

const ended = (stream: Writable): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.once('error', reject)
    stream.end(() => resolve())
  })
