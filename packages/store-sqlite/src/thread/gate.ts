import type { FileConnection } from '../connection.ts'

/**
 * A process that exits stops its threads wherever they are, and SQLite's library aborts the whole process when
 * that happens inside one of its calls: the exit code that was asked for would be lost. So the thread goes through
 * a gate into every call, and the process shuts the gate before it exits.
 */
export type Gate = Int32Array

const inside = 0
const shut = 1

export const newGate = (): Gate => new Int32Array(new SharedArrayBuffer(8))

/** Does that inside the gate; where it is shut, waits there for the end of the thread. */
export const through = <Result>(gate: Gate, work: () => Result): Result => {
  Atomics.store(gate, inside, 1)
  if (Atomics.load(gate, shut) === 1) {
    leave(gate)
    Atomics.wait(gate, shut, 1)
  }
  try {
    return work()
  } finally {
    leave(gate)
  }
}

const leave = (gate: Gate): void => {
  Atomics.store(gate, inside, 0)
  if (Atomics.load(gate, shut) === 1) Atomics.notify(gate, inside)
}

/** Lets nobody in any more, and stands still until nobody is inside. */
export const shutGate = (gate: Gate): void => {
  Atomics.store(gate, shut, 1)
  Atomics.wait(gate, inside, 1)
}

/** Connects, and does everything there, through that gate. */
export const behind =
  (gate: Gate, connect: (path: string) => FileConnection) =>
  (path: string): FileConnection => {
    const { run, rows, execute, isInTransaction, close } = through(gate, () => connect(path))
    return {
      run: (sql, values) => through(gate, () => run(sql, values)),
      rows: (sql, values) => through(gate, () => rows(sql, values)),
      execute: (sql) => through(gate, () => execute(sql)),
      isInTransaction: () => through(gate, isInTransaction),
      close: () => through(gate, close),
    }
  }
