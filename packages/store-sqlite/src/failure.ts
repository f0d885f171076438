import type { StoreFailure, StoreFailureKind } from '@guichet/runtime'

/** SQLite's primary result codes that a store can meet. */
const codes = {
  error: 1,
  permission: 3,
  busy: 5,
  locked: 6,
  noMemory: 7,
  readOnly: 8,
  inputOutput: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  protocol: 15,
  noDatabase: 26,
} as const

/** No room for the file by which processes share the log: SQLite reports it like a broken disk. */
const noRoomForSharedMemory = 4874

/** A row that is not what was written, reported as SQLite itself reports a malformed file. */
export const malformed = (what: string): Error =>
  Object.assign(new Error(`Malformed row: ${what}`), { rawCode: codes.corrupt })

/** Does another connection hold what was needed, so that trying again may help? */
export const isBusy = (thrown: unknown): boolean => {
  const code = codeOf(thrown)
  return code !== null && [codes.busy, codes.locked].some((each) => each === primary(code))
}

/** Its extended codes for a row whose key another row has: as a primary key, a unique column, a row id. */
const takenKeys: ReadonlySet<number> = new Set([1555, 2067, 2579])

/** Was the row refused because another one has its key? */
export const isTaken = (thrown: unknown): boolean => {
  const code = codeOf(thrown)
  return code !== null && takenKeys.has(code)
}

/** The failure that an error of SQLite means; anything else is a mistake of ours and stays what it is. */
export const failureOf = (
  thrown: unknown,
  path: string,
  { isCommitting = false }: { readonly isCommitting?: boolean } = {},
): unknown => {
  if (isStoreFailure(thrown)) return thrown
  const code = codeOf(thrown)
  const kind = code === null ? null : kindOf(code, causeInWords(thrown))
  if (kind === null) return thrown
  return failure(kind, path, {
    cause: thrown,
    // The log may hold all of the change although the disk did not say so.
    isCertain: !(isCommitting && kind === 'unavailable'),
  })
}

/** A failure of that kind, in words that name the file and say what to do. */
export const failure = (
  kind: StoreFailureKind,
  path: string,
  options: { readonly cause?: unknown; readonly isCertain?: boolean; readonly because?: string } = {},
): StoreFailure => {
  const { cause, isCertain = true, because = causeInWords(cause) } = options
  const message = `${sentences[kind](path)}${because === '' ? '' : ` (${because})`}`
  return Object.assign(new Error(message, { cause }), { name, kind, isCertain })
}

/**
 * Failures are made and known here as the runtime does it. To take its functions would load all of it and the
 * rules into the store's thread, which would start five times as slowly.
 */
const name: StoreFailure['name'] = 'StoreFailure'

const isStoreFailure = (thrown: unknown): boolean => thrown instanceof Error && thrown.name === name

const sentences: Readonly<Record<StoreFailureKind, (path: string) => string>> = {
  unavailable: (path) => `The SQLite file ${path} cannot be read or written; look at its folder and its disk`,
  full: (path) => `No space is left for the SQLite file ${path}; free some on its disk, no restart is needed`,
  'read-only': (path) =>
    `The SQLite file ${path} may not be written; give this process write permission to it and to its folder`,
  locked: (path) =>
    `Another process has locked the SQLite file ${path} for too long; see which one holds it open`,
  corrupt: (path) =>
    `The SQLite file ${path} is damaged; stop the processes that use it and put a backup in its place`,
  unsuitable: (path) => `${path} is no file of this store; give another path`,
}

const kindOf = (code: number, message: string): StoreFailureKind | null => {
  if (code === noRoomForSharedMemory) return 'full'
  switch (primary(code)) {
    case codes.busy:
    case codes.locked:
      return 'locked'
    case codes.full:
      return 'full'
    case codes.readOnly:
    case codes.permission:
      return 'read-only'
    // A file without one of its tables is damaged.
    case codes.error:
      return message.startsWith('no such ') ? 'corrupt' : null
    case codes.corrupt:
      return 'corrupt'
    case codes.noDatabase:
      return 'unsuitable'
    case codes.inputOutput:
    case codes.cannotOpen:
    case codes.noMemory:
    case codes.protocol:
      return 'unavailable'
    // A statement or a value that cannot be is a mistake of ours.
    default:
      return null
  }
}

const primary = (code: number): number => code & 0xff

/** SQLite's extended result code, which the library puts beside the error or, when it opens, into its text. */
const codeOf = (thrown: unknown): number | null => {
  if (!(thrown instanceof Error)) return null
  if ('rawCode' in thrown && typeof thrown.rawCode === 'number') return thrown.rawCode
  const [, code] = /^ConnectionFailed\(.*: (\d+)"\)$/s.exec(thrown.message) ?? []
  return code === undefined ? null : Number(code)
}

const causeInWords = (cause: unknown): string => (cause instanceof Error ? cause.message : '')
