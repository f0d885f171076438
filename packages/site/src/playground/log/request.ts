import type { ThreadKey } from '@guichet/core'
import type { ChosenRules } from '../rules.ts'
import type { Report } from './report.ts'

/** A log to be audited, and how. */
export interface AuditRequest extends ChosenRules {
  /** The files with their names. */
  readonly files: readonly NamedBlob[]
  /** The text of a rate card; `null` to count without prices. */
  readonly rates: string | null
  /** Rulebooks under which the same messages are charged once more. */
  readonly compare: readonly string[]
}

export interface NamedBlob {
  readonly name: string
  readonly blob: Blob
}

/** What the page asks of its worker. */
export type Request =
  | ({ readonly do: 'audit' } & AuditRequest)
  | { readonly do: 'draw'; readonly thread: ThreadKey; readonly theme: 'light' | 'dark' }

/** What the worker answers. */
export type Reply =
  | { readonly is: 'progress'; readonly bytes: number; readonly size: number }
  | { readonly is: 'report'; readonly report: Report }
  | { readonly is: 'picture'; readonly thread: ThreadKey; readonly svg: string }
  | { readonly is: 'refused'; readonly words: string }
