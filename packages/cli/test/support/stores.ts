import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { Folder } from './folder.ts'
import { leftOut } from '../../src/commands/export.ts'
import { audit, type Audited } from './report.ts'
import { run, type Ran, type World } from './run.ts'

/** URLs of SQLite stores that are not there yet, in a test's folder. */
export const newStores = (folder: Folder): (() => string) => {
  let made = 0
  return () => `sqlite:${folder.path(`store-${++made}.db`)}`
}

/** Imports what stands on standard input. */
export const importing = (
  store: string,
  stdin: string,
  options: readonly string[] = [],
  world: World = {},
): Promise<Ran> => run(['import', '--store', store, ...options, '-'], { ...world, stdin })

export const exported = async (store: string): Promise<string> => {
  const { code, stdout, stderr } = await run(['export', '--store', store])
  expect({ code, stderr }).toEqual({ code: 0, stderr: leftOut })
  return stdout
}

/** A text too long to be shown when it is not the expected one. */
export const fingerprint = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex')

/** The lines of an export, each thread's in their order, the threads' in none. */
export const byThread = (text: string): Readonly<Record<string, readonly string[]>> => {
  const threads = new Map<string, string[]>()
  for (const line of text.trimEnd().split('\n')) {
    const event: { readonly phoneNumberId?: string; readonly customer?: string } = JSON.parse(line)
    const name = `${event.phoneNumberId}/${event.customer}`
    threads.set(name, [...(threads.get(name) ?? []), line])
  }
  return Object.fromEntries([...threads].sort(([a], [b]) => (a < b ? -1 : 1)))
}

export const auditStore = (store: string, ...options: readonly string[]): Promise<Audited> =>
  audit([...options, '--store', store])

/**
 * What an audit tells of a log and of the store that it was imported into. A store has no requests, so it
 * does not know of duplicate sends, and of everything else it has one copy.
 */
export const comparable = ({ report }: Audited): object => {
  const { findings, events, duplicates, late, ...others } = report
  const ofLogs = new Set(['lines', 'payloads', 'unread', 'unreadTotal'])
  return {
    ...Object.fromEntries(Object.entries(others).filter(([name]) => !ofLogs.has(name))),
    findings: findings.filter(({ code }) => code !== 'duplicate-send'),
    counted: events - duplicates - late,
  }
}
