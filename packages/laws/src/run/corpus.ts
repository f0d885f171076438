import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Event } from '@guichet/core'
import { readEvent } from '../reading/events.ts'
import { instantOf, isRecord, listOf } from '../script/replies.ts'
import { eventToJson, iso, type Story } from '../story.ts'
import { booksWith } from '../reading/calendar.ts'
import type { AmendmentJson } from '../reading/values.ts'

/** A story that once broke a law, and breaks it no more. */
export interface CorpusStory {
  /** The id of the law. */
  readonly law: string
  readonly story: Story
  /** Where it is kept. */
  readonly file: string
}

/** The stories that come with this package. */
export const ownCorpus: string = fileURLToPath(new URL('../../corpus/', import.meta.url))

/**
 * Reads all stories of a directory, by their names; none where there is no such directory yet. A file that holds no
 * story is an error that names it.
 */
export const readCorpus = async (directory: string): Promise<readonly CorpusStory[]> => {
  const names = (await filesIn(directory)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    names.map(async (name) => {
      const file = join(directory, name)
      const kept = parsed(await readFile(file, 'utf8'))
      const story = isRecord(kept) ? storyFromJson(kept['story']) : null
      if (!isRecord(kept) || typeof kept['law'] !== 'string' || story === null)
        throw new Error(`${file} has no history for a law`)
      return { law: kept['law'], story, file }
    }),
  )
}

/** Keeps a story in a directory, which is made where it is missing; gives the file. The same story, the same file. */
export const keepInCorpus = async (directory: string, law: string, story: Story): Promise<string> => {
  const text = `${JSON.stringify({ law, story: storyToJson(story) }, null, 2)}\n`
  const file = join(directory, `${law}-${fingerprint(text)}.json`)
  await mkdir(directory, { recursive: true })
  await writeFile(file, text)
  return file
}

const filesIn = async (directory: string): Promise<readonly string[]> => {
  try {
    return await readdir(directory)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Short, and the same for the same text; nothing depends on its being unique. */
const fingerprint = (text: string): string => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  return hash.toString(16).padStart(8, '0')
}

/** A story as JSON: instants as ISO 8601, everything else as it is. */
export const storyToJson = (story: Story): Readonly<Record<string, unknown>> => ({
  timeZone: story.timeZone,
  rulebook: story.rulebook,
  ...(story.amendments === undefined ? {} : { amendments: story.amendments }),
  ...(story.settings === undefined ? {} : { settings: story.settings }),
  events: story.events.map(eventToJson),
  arrivals: story.arrivals.map(eventToJson),
  asked: story.asked.map(iso),
  dice: story.dice,
})

/** Reads a story back; `null` for what is none. */
export const storyFromJson = (value: unknown): Story | null => {
  if (!isRecord(value)) return null
  const { timeZone, dice } = value
  const amendments = value['amendments'] === undefined ? undefined : listOf(value['amendments'])
  if (amendments?.every(isAmendment) === false) return null
  const own = (amendments ?? []).filter(isAmendment)
  const books = booksWith(own).map(({ id }) => id)
  const rulebook = (['auto', ...books] as const).find((id) => id === value['rulebook'])
  const asked = listOf(value['asked']).map(instantOf)
  // What arrives twice, or late, is the same event as the one that happened.
  const known = new Map<string, Event | null>()
  const read = (json: unknown): Event | null => {
    const text = JSON.stringify(json)
    const before = known.get(text)
    if (before !== undefined) return before
    const event = eventFrom(json)
    known.set(text, event)
    return event
  }
  const events = listOf(value['events']).map(read)
  const arrivals = listOf(value['arrivals']).map(read)
  if (typeof timeZone !== 'string' || typeof dice !== 'number' || rulebook === undefined) return null
  if (asked.some(Number.isNaN) || events.includes(null) || arrivals.includes(null)) return null
  const isEvent = (event: Event | null): event is Event => event !== null
  return {
    timeZone,
    rulebook,
    ...(amendments === undefined ? {} : { amendments: own }),
    // They were written by this package.
    ...(isRecord(value['settings']) ? { settings: value['settings'] } : {}),
    events: events.filter(isEvent),
    arrivals: arrivals.filter(isEvent),
    asked,
    dice,
  }
}

/** As much as the reading copy needs; what the changes say was said by this package. */
const isAmendment = (json: unknown): json is AmendmentJson =>
  isRecord(json) &&
  typeof json['effective'] === 'string' &&
  !Number.isNaN(Date.parse(json['effective'])) &&
  isRecord(json['changes'])

const eventFrom = (json: unknown): Event | null => {
  if (!isRecord(json)) return null
  const { type, id, at } = json
  if (typeof type !== 'string' || typeof id !== 'string' || typeof at !== 'string') return null
  return readEvent({ ...json, type, id, at })
}
