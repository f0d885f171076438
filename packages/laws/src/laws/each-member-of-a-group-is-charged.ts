import fc from 'fast-check'
import type { Event, Instant, MessageStatus } from '@guichet/core'
import type { Law } from '../law.ts'
import { scene } from '../script/episodes.ts'
import { chargesIn, dig, isOk } from '../script/replies.ts'
import { begin, berlin } from '../script/refusing.ts'
import { charges } from '../script/requests.ts'
import { happened, sawCharges } from '../script/situations.ts'
import { DAY, HOUR } from '../script/stories.ts'
import { later, misspeaks, mistakes } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

const message = 'w'
const members = ['4915550100007', 'BR.2', '15550100001'] as const

type Told = readonly [member: string, status: MessageStatus['status'], wait: number]

const storyOf = (told: readonly Told[]): Story => {
  let at = begin
  const statuses = told.map(([participant, status, wait], index): Event => {
    at += wait
    return { type: 'message-status', id: `s${index}`, at, ...berlin, message, participant, status }
  })
  const sent: Event = {
    type: 'business-messaged',
    id: message,
    at: begin,
    ...berlin,
    content: { kind: 'template', name: 'news', language: 'en_US', category: 'utility' },
  }
  return scene([sent, ...statuses])
}

const isStatus = (event: Event): event is MessageStatus => event.type === 'message-status'

/** When one member got the message; `null` where that is not known, or where it failed. Until a day after the first word. */
const deliveryTo = (member: string, { events }: Story): Instant | null => {
  const own = events.filter(isStatus).filter(({ participant }) => participant === member)
  const final = own.find(({ status }) => status !== 'sent')?.at ?? Infinity
  const believed = own.filter(({ at }) => at <= final + DAY)
  if (believed.some(({ status }) => status === 'failed')) return null
  return believed.find(({ status }) => status === 'delivered' || status === 'read')?.at ?? null
}

const expected = (story: Story): readonly string[] =>
  members.flatMap((member) => {
    const at = deliveryTo(member, story)
    return at === null ? [] : [`${member} ${at}`]
  })

const charged = (reply: unknown): readonly string[] =>
  chargesIn(reply).map(
    (charge) => `${String(dig(charge, 'participant'))} ${Date.parse(String(dig(charge, 'at')))}`,
  )

const isFailure = (event: Event): boolean => isStatus(event) && event.status === 'failed'

export const eachMemberOfAGroupIsCharged: Law = {
  id: 'each-member-of-a-group-is-charged',
  sentence:
    'Each member of a group to whom a message is delivered is charged for, at that delivery; a failure takes the share of one member alone, and a share without a status is not charged.',
  cites: ['GRP-5', 'POS-48'],
  judgesFrom: 'codes',
  needs: 'version-2',
  stories: fc
    .array(
      fc.tuple(
        fc.constantFrom(...members),
        fc.constantFrom<MessageStatus['status'][]>('delivered', 'delivered', 'read', 'sent', 'failed'),
        fc.constantFrom(0, 1, HOUR, DAY - 1, DAY, DAY + 1),
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map(storyOf),
  script: (story) => [reset(story), absorb(story.events.toReversed()), charges],
  holds: (story, replies) =>
    replies.length === 3 &&
    replies.every(isOk) &&
    Array.isArray(dig(replies[2], 'charges')) &&
    charged(replies[2]).toSorted().join('\n') === expected(story).toSorted().join('\n'),
  situations: {
    'a member was charged for': sawCharges,
    'it failed for one member and not for another': (story) =>
      story.events.some(isFailure) && expected(story).length > 0,
    'two members got it': (story) => expected(story).length > 1,
    'a member read it': happened((event) => isStatus(event) && event.status === 'read'),
  },
  mutants: [
    {
      defect: 'the failure of one member is that of the message',
      spoil: mistakes((event) => {
        if (event['status'] !== 'failed') return [event]
        const { participant: _, ...whole } = event
        return [whole]
      }),
    },
    {
      defect: 'all members are one',
      spoil: mistakes((event) => [
        event['participant'] === undefined ? event : { ...event, participant: members[0] },
      ]),
    },
    {
      defect: 'the charge does not name the member',
      spoil: misspeaks((reply) =>
        Array.isArray(reply['charges'])
          ? {
              ...reply,
              charges: reply['charges'].map((charge: object) => ({ ...charge, participant: undefined })),
            }
          : reply,
      ),
    },
    {
      defect: 'a failure a day and a millisecond after the delivery counts',
      spoil: mistakes((event) => [
        event['status'] === 'failed' ? { ...event, at: later(event.at, -1) } : event,
      ]),
    },
    {
      defect: 'a failure a day after the delivery comes too late',
      spoil: mistakes((event) => [
        event['status'] === 'failed' ? { ...event, at: later(event.at, 1) } : event,
      ]),
    },
    {
      defect: 'each message has one charge',
      spoil: misspeaks((reply) =>
        Array.isArray(reply['charges']) ? { ...reply, charges: reply['charges'].slice(0, 1) } : reply,
      ),
    },
  ],
}
