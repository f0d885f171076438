import type { Change } from '@guichet/runtime'
import type { Connection } from '../connection.ts'

/** Writes a part of a change. `false`: something is otherwise than its writer has read. */
export type Step = (connection: Connection, change: Change) => boolean
