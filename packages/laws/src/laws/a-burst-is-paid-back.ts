import fc from 'fast-check'
import type { Law } from '../law.ts'
import type { MessageJson } from '../protocol.ts'
import { becomes, sends, serviceContent, writes } from '../script/episodes.ts'
import { askedAround, begin, berlin, refusing, until } from '../script/refusing.ts'
import { MINUTE } from '../script/stories.ts'
import { mistakes } from '../spoil/spoil.ts'

const COST = 6000
const service: MessageJson = { kind: 'service' }

export const aBurstIsPaidBack: Law = refusing({
  id: 'a-burst-is-paid-back',
  sentence:
    'Up to 45 messages may go to a customer within six seconds; after that the next is refused until the first plus six seconds for each of them.',
  cites: ['LIM-25', 'POS-34', 'POS-35'],
  code: 'pair-rate-reached',
  stories: fc
    .tuple(fc.constantFrom(1, 2, 3, 44, 45, 46), fc.constantFrom(0, 1, 100), fc.constantFrom(0, 1))
    .map(([count, gap, failures]) => {
      const messages = Array.from({ length: count }, (_, index) =>
        sends(`m${String(index).padStart(2, '0')}`, begin + index * gap, serviceContent, berlin),
      )
      const fates = failures === 0 ? [] : [becomes('m00', 'failed', begin + 5000, berlin)]
      const [first] = messages
      const story = askedAround(
        [writes('c', begin - MINUTE, undefined, berlin), ...messages, ...fates],
        [COST],
      )
      const paid = (first?.at ?? begin) + count * COST
      const asked = [begin + COST, begin + 5000, paid, paid - COST, paid + gap, paid + gap - COST]
      const instants = new Set(asked.flatMap((at) => [at - 1, at, at + 1]))
      return { ...story, asked: [...instants].filter((at) => at >= begin).sort((a, b) => a - b) }
    }),
  asks: () => service,
  refuses: (story, at) => {
    const events = until(story, at)
    const hasFailed = (id: string): boolean =>
      events.some(
        (event) => event.type === 'message-status' && event.status === 'failed' && event.message === id,
      )
    const sent = events.filter((event) => event.type === 'business-messaged' && !hasFailed(event.id))
    const first = sent[0]?.at ?? -Infinity
    const isOver = at >= first + sent.length * COST
    return !isOver && (at >= first + COST || sent.length >= 45)
  },
  mutants: [
    {
      defect: 'a burst may have 46 messages',
      spoil: mistakes((event) => (event.id === 'm01' ? [] : [event])),
    },
    {
      defect: 'a message that failed is owed, too',
      spoil: mistakes((event) => (event['status'] === 'failed' ? [] : [event])),
    },
  ],
})
