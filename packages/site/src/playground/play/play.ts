import { HOUR, MINUTE, fromIso, type Instant } from '@guichet/core'
import type { ChosenRules } from '../rules.ts'
import type { PlaceName } from './place.ts'
import type { Played, StepCode } from './step.ts'

/** A thread that is played, the rules it is played by, and the moment that is looked at. */
export interface Play extends ChosenRules, Played {
  readonly now: Instant
  /** The rate card: none where it is empty, `sample` for the page's own, else its text. */
  readonly card: string
}

const scene = (
  start: string,
  steps: readonly (readonly [after: number, what: StepCode])[],
  now: number,
  place: PlaceName = 'chat',
): Play => {
  const at = fromIso(start) ?? 0
  return {
    timeZone: 'Europe/Paris',
    rulebook: 'auto',
    amendments: '',
    place,
    card: 'sample',
    steps: steps.map(([after, what]) => ({ at: at + after, what })),
    now: at + now,
  }
}

/** Plays to begin with, by what they show. */
export const scenes: readonly (readonly [name: string, play: Play])[] = [
  [
    'A question and its answer',
    scene(
      '2026-10-01T09:00Z',
      [
        [0, 'writes'],
        [20 * MINUTE, 'service'],
      ],
      23 * HOUR,
    ),
  ],
  [
    'One minute too late',
    scene(
      '2026-10-01T09:00Z',
      [
        [0, 'writes'],
        [24 * HOUR + MINUTE, 'refused'],
      ],
      24 * HOUR + MINUTE,
    ),
  ],
  [
    'Through an ad',
    scene(
      '2026-10-01T09:00Z',
      [
        [0, 'comes-by-ad'],
        [3 * HOUR, 'service'],
        [30 * HOUR, 'marketing'],
      ],
      31 * HOUR,
    ),
  ],
  [
    'A template that is answered',
    scene(
      '2026-10-01T09:00Z',
      [
        [0, 'marketing'],
        [2 * HOUR, 'writes'],
        [3 * HOUR, 'utility'],
        [4 * HOUR, 'service'],
      ],
      5 * HOUR,
    ),
  ],
  [
    'A call',
    scene(
      '2026-10-01T09:00Z',
      [
        [0, 'writes'],
        [HOUR, 'asks-to-call'],
        [2 * HOUR, 'allows-calls'],
        [3 * HOUR, 'call-unanswered'],
        [20 * HOUR, 'call-answered'],
      ],
      21 * HOUR,
    ),
  ],
  [
    'A group',
    scene(
      '2026-10-01T09:00Z',
      [
        [0, 'marketing'],
        [2 * HOUR, 'ravi-writes'],
        [3 * HOUR, 'service'],
        [20 * HOUR, 'wanjiru-leaves'],
        [21 * HOUR, 'utility'],
      ],
      22 * HOUR,
      'group',
    ),
  ],
  [
    'The night the rules change',
    scene(
      '2026-09-30T20:00Z',
      [
        [0, 'writes'],
        [HOUR, 'service'],
        [HOUR, 'utility'],
        [3 * HOUR, 'service'],
        [3 * HOUR, 'utility'],
      ],
      4 * HOUR,
    ),
  ],
]
