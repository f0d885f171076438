import { plausible } from '../generators/plausible.ts'
import type { Law } from '../law.ts'
import { chargesIn, dig, isOk } from '../script/replies.ts'
import { charges } from '../script/requests.ts'
import { happened, sawCharges } from '../script/situations.ts'
import { clearFates, plain } from '../script/stories.ts'
import { acceptanceIsDelivery } from '../spoil/classic-defects.ts'
import { misspeaks, mistakes } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

/** Each message that was delivered, with the instant of it, as one text. */
const deliveries = ({ events }: Story): readonly string[] =>
  events
    .flatMap((event) =>
      event.type === 'message-status' && event.status !== 'sent' && event.status !== 'failed'
        ? [`${event.phoneNumberId} ${event.message} ${event.at}`]
        : [],
    )
    .sort()

const charged = (reply: unknown): readonly string[] =>
  chargesIn(reply)
    .map(
      (charge) =>
        `${String(dig(charge, 'phoneNumberId'))} ${String(dig(charge, 'message'))} ${Date.parse(String(dig(charge, 'at')))}`,
    )
    .sort()

export const oneChargeForEachDelivery: Law = {
  id: 'one-charge-for-each-delivery',
  sentence:
    'Every delivered message of the business has exactly one charge, at its delivery; one that failed or was not delivered has none.',
  cites: ['G8', 'PMP-1', 'POS-13'],
  judgesFrom: 'codes',
  stories: plausible.map((story) => clearFates(plain(story))),
  script: (story) => [reset(story), absorb(story.arrivals), charges],
  holds: (story, replies) =>
    replies.length === 3 &&
    replies.every(isOk) &&
    Array.isArray(dig(replies[2], 'charges')) &&
    charged(replies[2]).join('\n') === deliveries(story).join('\n'),
  situations: {
    'a message was charged': sawCharges,
    'a message failed': happened((event) => event.type === 'message-status' && event.status === 'failed'),
    'a message was accepted': happened(({ type }) => type === 'business-messaged'),
  },
  mutants: [
    { defect: 'acceptance counts as delivery', spoil: acceptanceIsDelivery },
    {
      defect: 'a failed message is charged',
      spoil: mistakes((event) => [event['status'] === 'failed' ? { ...event, status: 'delivered' } : event]),
    },
    {
      defect: 'what is free has no charge',
      spoil: misspeaks((reply) =>
        Array.isArray(reply['charges'])
          ? { ...reply, charges: reply['charges'].filter((charge) => dig(charge, 'type') === 'regular') }
          : reply,
      ),
    },
  ],
}
