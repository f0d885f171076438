import { isRecord } from '../script/replies.ts'
import { mapTexts } from '../script/shift.ts'
import type { Reply } from '../protocol.ts'

/** A line that an engine wrote, read; or what it is instead of a reply. */
export type ReplyReading = { readonly reply: Reply } | { readonly fault: string }

/** Reads a line as a reply. */
export const readReply = (line: string): ReplyReading => {
  const reply = parsed(line)
  if (reply === null) return { fault: `no JSON object with "ok": ${excerpt(line)}` }
  if (!isFlat(reply, deepest)) return { fault: `nested more than ${deepest} deep` }
  const { ok, ...fields } = reply
  return { reply: { ok, ...Object(mapTexts(fields, spelled)) } }
}

/** The beginning of a line, for a report. */
export const excerpt = (line: string): string =>
  JSON.stringify(line.length > 200 ? `${line.slice(0, 200)}…` : line)

const parsed = (line: string): Reply | null => {
  try {
    const value: unknown = JSON.parse(line)
    if (!isRecord(value)) return null
    const { ok, ...fields } = value
    return typeof ok === 'boolean' ? { ok, ...fields } : null
  } catch {
    return null
  }
}

/** Far deeper than the protocol; comparing and writing replies is recursive. */
const deepest = 64

const isFlat = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((one) => isFlat(one, levels - 1)))

/** An instant in UTC may be written with or without its fraction: laws compare it as `toISOString` writes it. */
const spelled = (text: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(text) && !Number.isNaN(Date.parse(text))
    ? new Date(text).toISOString()
    : text
