import { plausible } from '../generators/plausible.ts'
import type { Law } from '../law.ts'
import { chargesIn, dig, isOk } from '../script/replies.ts'
import { charges } from '../script/requests.ts'
import { sawCharges } from '../script/situations.ts'
import { isAcceptance, plain } from '../script/stories.ts'
import { acceptanceIsDelivery } from '../spoil/classic-defects.ts'
import { absorb, reset, type Story } from '../story.ts'

/** The messages that reached the customer according to a status. */
const reached = ({ events }: Story): readonly string[] =>
  events.flatMap((event) =>
    event.type === 'message-status' && event.status !== 'sent' && event.status !== 'failed'
      ? [event.message]
      : [],
  )

export const acceptanceIsNotDelivery: Law = {
  id: 'acceptance-is-not-delivery',
  sentence: 'A message that WhatsApp accepted costs nothing until it is delivered.',
  cites: ['PMP-1', 'POS-13', 'G8'],
  judgesFrom: 'codes',
  stories: plausible.map(plain),
  script: (story) => [reset(story), absorb(story.events), charges],
  holds: (story, replies) =>
    replies.length === 3 &&
    replies.every(isOk) &&
    Array.isArray(dig(replies[2], 'charges')) &&
    chargesIn(replies[2]).every((charge) => reached(story).includes(String(dig(charge, 'message')))),
  situations: {
    'a message was accepted and not delivered': (story) =>
      story.events.some((event) => isAcceptance(event) && !reached(story).includes(event.id)),
    'a message was charged': sawCharges,
  },
  mutants: [{ defect: 'acceptance counts as delivery', spoil: acceptanceIsDelivery }],
}
