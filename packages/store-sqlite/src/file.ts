import { accessSync, constants, statSync, statfsSync, type BigIntStats } from 'node:fs'
import { dirname } from 'node:path'
import { failure } from './failure.ts'
import type { StoreFailure } from '@guichet/runtime'

/** Tells one file from another that is put in its place; `null` where none can be seen. */
export const identityOf = (path: string): string | null => {
  const found = statOf(path)
  return found === null ? null : `${found.dev}:${found.ino}`
}

/** Why a file cannot be opened, as the file system tells it; `null` when it sees no reason. */
export const obstacleTo = (path: string, cause: unknown): StoreFailure | null => {
  const folder = dirname(path)
  if (statOf(folder)?.isDirectory() !== true)
    return failure('unavailable', path, { cause, because: `there is no folder ${folder}; make it first` })
  if (statOf(path)?.isDirectory() === true)
    return failure('unsuitable', path, { cause, because: 'it is a folder' })
  const refusal = [problemOf(folder), problemOf(path)].find((code) => code !== null && refusals.has(code))
  return refusal === undefined ? null : failure('read-only', path, { cause, because: `${refusal}` })
}

/** How many bytes are free on the disk of the file; `null` where nobody says. */
export const roomLeft = (path: string): number | null => {
  try {
    const { bavail, bsize } = statfsSync(dirname(path))
    return bavail * bsize
  } catch {
    return null
  }
}

/** A page in the log has so many bytes before it, and the log before its first page. */
const [frameHeader, logHeader] = [24, 32]

/** How many bytes of so many pages are neither in the file nor, at most, in its log: they are gone. */
export const missingBytes = (path: string, pages: number, pageSize: number): number => {
  const inFile = Number(statOf(path)?.size ?? 0)
  const inLog = Math.max(0, Number(statOf(`${path}-wal`)?.size ?? 0) - logHeader)
  return Math.max(0, pages * pageSize - inFile - (inLog / (pageSize + frameHeader)) * pageSize)
}

const refusals: ReadonlySet<string> = new Set(['EROFS', 'EACCES', 'EPERM'])

const statOf = (path: string): BigIntStats | null => {
  try {
    return statSync(path, { bigint: true })
  } catch {
    return null
  }
}

/** The code with which the system refuses to let us write there; `null` when it does not. */
const problemOf = (path: string): string | null => {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return null
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : null
  }
}
