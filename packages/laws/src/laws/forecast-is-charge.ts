import { plausible } from '../generators/plausible.ts'
import type { Content, Event, Instant } from '@guichet/core'
import type { Law } from '../law.ts'
import type { Key } from '../protocol.ts'
import { becomes, sends, templateOf, thread } from '../script/episodes.ts'
import { chargeOf, dig, isAllowed, isOk, isRefused } from '../script/replies.ts'
import { askAt, charges } from '../script/requests.ts'
import { sawChargeType } from '../script/situations.ts'
import { HOUR, newestOf, plain, unhurried } from '../script/stories.ts'
import { misspeaks } from '../spoil/spoil.ts'
import { absorb, reset, threadsIn, type Story } from '../story.ts'

const keyOf = (story: Story): Key => threadsIn(story)[story.dice % threadsIn(story).length] ?? thread

/** Shortly or long after the newest event. */
const instantOf = (story: Story): Instant =>
  newestOf(story) + ([1, HOUR, 20 * HOUR, 30 * HOUR][story.dice % 4] ?? 1)

const contents: readonly Content[] = [
  { kind: 'service' },
  { kind: 'reaction' },
  templateOf('utility'),
  templateOf('marketing'),
  templateOf('authentication'),
]
const contentOf = ({ dice }: Story): Content => contents[dice % contents.length] ?? { kind: 'service' }

/** The message that was asked about, sent and delivered at the asked instant. */
const comesTrue = (story: Story): readonly Event[] => [
  sends('foretold', instantOf(story), contentOf(story), keyOf(story)),
  becomes('foretold', 'delivered', instantOf(story), keyOf(story)),
]

export const forecastIsCharge: Law = {
  id: 'forecast-is-charge',
  sentence:
    'A message that is sent and delivered at the instant of the question costs what the answer forecast.',
  cites: ['G8', 'PMP-1', 'CONV-A1', 'CONV-B2'],
  judgesFrom: 'codes',
  stories: plausible.map((story) => unhurried(plain(story))),
  script: (story) => [
    reset(story),
    absorb(story.events),
    askAt(keyOf(story), contentOf(story), instantOf(story)),
    absorb(comesTrue(story)),
    charges,
  ],
  holds: (_, replies) => {
    const [answer, charge] = [replies[2], chargeOf(replies[4], 'foretold')]
    if (replies.length !== 5 || !replies.every(isOk)) return false
    if (isRefused(answer)) return true
    return (
      isAllowed(answer) &&
      ['unit', 'category', 'type'].every((name) => {
        const foretold = dig(answer, 'charge', name)
        return typeof foretold === 'string' && foretold === dig(charge, name)
      })
    )
  },
  situations: {
    'it was paid': sawChargeType('regular'),
    'it was free as service': sawChargeType('free_customer_service'),
    'it rode an open conversation': sawChargeType('rides_open_conversation'),
    'it was free in an entry point': sawChargeType('free_entry_point'),
  },
  mutants: [
    {
      defect: 'everything allowed is forecast as paid',
      spoil: misspeaks((reply) =>
        isAllowed(reply) ? { ...reply, charge: { ...Object(reply['charge']), type: 'regular' } } : reply,
      ),
    },
    {
      defect: 'nothing is forecast',
      spoil: misspeaks((reply) => ({ ...reply, charge: undefined })),
    },
  ],
}
