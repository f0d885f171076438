import fc from 'fast-check'
import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import { messageBooks, scene, sends, serviceContent, startUnder, thread, writes } from '../script/episodes.ts'
import { chargeOf, dig, isOk } from '../script/replies.ts'
import { charges } from '../script/requests.ts'
import { sawChargeType } from '../script/situations.ts'
import { mistakes } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

const reportsIn = ({ events }: Story): readonly { readonly category: string; readonly type?: string }[] =>
  events.flatMap((event) => (event.type === 'message-status' ? (event.pricing ?? []) : []))
const isByAi = (story: Story): boolean => reportsIn(story)[0]?.category === 'general_purpose_ai'
const isPaid = (story: Story): boolean => isByAi(story) && reportsIn(story)[0]?.type === 'regular'

const delivered = (at: number, category: string, type: string): Event => ({
  type: 'message-status',
  id: 'b1/delivered',
  at,
  ...thread,
  message: 'b1',
  status: 'delivered',
  pricing: { model: 'PMP', category, type },
})

export const aiProvidersPayAsReported: Law = {
  id: 'ai-providers-pay-as-reported',
  sentence:
    'A free-form message that Meta reports as one of an AI provider, and as paid, is paid under that category; any other is a service message.',
  cites: ['PMP-20', 'PMP-23', 'POS-20', 'POS-49'],
  judgesFrom: 'codes',
  stories: fc
    .record({
      book: fc.constantFrom(...messageBooks),
      category: fc.constantFrom('general_purpose_ai', 'service'),
      type: fc.constantFrom('regular', 'free_customer_service'),
    })
    .chain(({ book, category, type }) =>
      startUnder(book).map((at) =>
        scene([writes('c1', at), sends('b1', at + 1, serviceContent), delivered(at + 2, category, type)]),
      ),
    ),
  script: (story) => [reset(story), absorb(story.events), charges],
  holds: (story, replies) => {
    const charge = chargeOf(replies[2], 'b1')
    return (
      replies.length === 3 &&
      replies.every(isOk) &&
      dig(charge, 'category') === (isByAi(story) ? 'general_purpose_ai' : 'service') &&
      dig(charge, 'type') === (isPaid(story) ? 'regular' : 'free_customer_service')
    )
  },
  situations: {
    'an AI provider paid': isPaid,
    'an AI provider did not pay': (story) => isByAi(story) && !isPaid(story),
    'it was any other business': (story) => !isByAi(story),
    'something was free as service': sawChargeType('free_customer_service'),
  },
  mutants: [
    {
      defect: 'the category of AI providers is not read',
      spoil: mistakes((event) => [
        dig(event, 'pricing', 'category') === 'general_purpose_ai'
          ? { ...event, pricing: { model: 'PMP', category: 'service', type: 'regular' } }
          : event,
      ]),
    },
  ],
}
