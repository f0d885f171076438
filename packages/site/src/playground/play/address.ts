import { fromIso, toIso, type Instant } from '@guichet/core'
import { isPlausible } from '@guichet/core/time'
import type { Checked } from '../rules.ts'
import type { Play } from './play.ts'
import type { PlaceName } from './place.ts'
import { isStepIn, type Step } from './step.ts'

/** So many steps fit into an address that chats and mails take. */
export const mostSteps = 100

/**
 * A play as the fragment of an address, which a browser sends to nobody:
 * `play?zone=UTC&rules=auto&now=2026-10-01T10:00Z&card=sample&do=2026-10-01T09:00Z+writes`.
 */
export const fragmentOf = ({ timeZone, rulebook, amendments, place, card, now, steps }: Play): string => {
  const parts = new URLSearchParams({ zone: timeZone, rules: rulebook, now: written(now) })
  if (place === 'group') parts.set('with', place)
  if (card !== '') parts.set('card', card)
  for (const { at, what } of steps) parts.append('do', `${written(at)} ${what}`)
  if (amendments.trim() !== '') parts.set('own', compact(amendments))
  // Colons and slashes may stand in a fragment, and are easier to read.
  return `play?${parts.toString().replaceAll('%3A', ':').replaceAll('%2F', '/')}`
}

/** The play of a fragment; says in words what is wrong with it. */
export const playIn = (fragment: string): Checked<Play> => {
  const parts = new URLSearchParams(fragment.replace(/^play\??/, ''))
  const done = parts.getAll('do')
  const now = instantIn(parts.get('now') ?? '')
  if (now === null) return wrong('its now is no instant between 2009 and 2100')
  if (done.length > mostSteps) return wrong(`it has more than ${mostSteps} steps`)
  const place = parts.get('with') === 'group' ? 'group' : 'chat'
  const steps = done.map((text) => stepIn(place, text))
  const broken = done.find((_, index) => steps[index] === null)
  if (broken !== undefined) return wrong(`it has an unknown step: ${broken.slice(0, 60)}`)
  return {
    ok: true,
    value: {
      timeZone: parts.get('zone') ?? 'UTC',
      rulebook: parts.get('rules') ?? 'auto',
      amendments: parts.get('own') ?? '',
      place,
      card: parts.get('card') ?? '',
      now,
      steps: steps.filter((step) => step !== null),
    },
  }
}

const stepIn = (place: PlaceName, text: string): Step | null => {
  const [iso = '', what = ''] = text.split(' ')
  const at = instantIn(iso)
  return at === null || !isStepIn(place, what) ? null : { at, what }
}

const instantIn = (text: string): Instant | null => {
  const at = fromIso(text)
  return at === null || !isPlausible(at) ? null : at
}

/** Without what is nought: `2026-10-01T09:00Z`. */
const written = (at: Instant): string => toIso(at).replace(/(?::00)?\.000Z$/, 'Z')

const compact = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return text
  }
}

const wrong = (words: string): { readonly ok: false; readonly words: string } => ({
  ok: false,
  words: `This address holds no play: ${words}.`,
})
