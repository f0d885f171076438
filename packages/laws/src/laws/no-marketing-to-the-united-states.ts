import fc from 'fast-check'
import type { MessageJson, Request } from '../protocol.ts'
import type { Law } from '../law.ts'
import { startOfLocalDay } from '../reading/calendar.ts'
import { scene, writes } from '../script/episodes.ts'
import { codesOf, isAllowed, isOk, isRefused } from '../script/replies.ts'
import { askAt, template } from '../script/requests.ts'
import { sawAllowed, sawCode } from '../script/situations.ts'
import { later, mishearsEach } from '../spoil/spoil.ts'
import { absorb, reset, threadsIn, type Story } from '../story.ts'

/** Customers, and whether they are in the United States. */
const customers: Readonly<Record<string, boolean>> = {
  'US.13491208655302741918': true,
  '12125550100': true,
  '13105550100': true,
  '12025550100': true,
  'CA.13491208655302741918': false,
  '14165550100': false,
  '17875550100': false,
  '18765550100': false,
  '18005550100': false,
  '4915550100001': false,
}

const zones = fc.constantFrom('UTC', 'America/Los_Angeles', 'Asia/Kolkata')
const asked: readonly MessageJson[] = [template('promo', 'marketing'), template('news', 'utility')]

const midnight = ({ timeZone }: Story): number => startOfLocalDay('2025-04-01', timeZone)

const questions = (story: Story): readonly Request[] =>
  threadsIn(story).flatMap((key) =>
    story.asked.flatMap((at) => asked.map((message) => askAt(key, message, at))),
  )

export const noMarketingToTheUnitedStates: Law = {
  id: 'no-marketing-to-the-united-states',
  sentence:
    'From 1 April 2025 in the account’s time zone on, a marketing template to a customer in the United States is refused: a user id or an area code of the country, but not of Canada, a territory or nowhere.',
  cites: ['LIM-39', 'POS-37'],
  judgesFrom: 'decision',
  needs: 'version-2',
  stories: fc.tuple(zones, fc.constantFrom(...Object.keys(customers))).map(([timeZone, customer]) => {
    const at = startOfLocalDay('2025-04-01', timeZone)
    const key = { phoneNumberId: '100', customer }
    return scene([writes('c', at - 3_600_000, undefined, key)], { timeZone, asked: [at - 1, at, at + 1] })
  }),
  script: (story) => [reset(story), absorb(story.events), ...questions(story)],
  holds: (story, replies) =>
    replies.length === 2 + questions(story).length &&
    replies.every(isOk) &&
    threadsIn(story).every(({ customer }) =>
      story.asked.every((at, index) => {
        const [marketing, utility] = replies.slice(2 + index * 2)
        const isPaused = customers[customer] === true && at >= midnight(story)
        const isRight = isPaused
          ? isRefused(marketing) && codesOf(marketing).join() === 'marketing-not-delivered'
          : isAllowed(marketing)
        return isRight && isAllowed(utility)
      }),
    ),
  situations: {
    'marketing was refused': sawCode('marketing-not-delivered'),
    'something was allowed': sawAllowed,
    'the customer was elsewhere': (story) =>
      threadsIn(story).some(({ customer }) => customers[customer] === false),
  },
  mutants: [
    {
      defect: 'all of calling code 1 is the United States',
      spoil: mishearsEach((request) =>
        request.op === 'ask' && request.customer.startsWith('1')
          ? { ...request, customer: '12125550100' }
          : request,
      ),
    },
    {
      defect: 'the pause begins a millisecond late',
      spoil: mishearsEach((request) =>
        request.op === 'ask' ? { ...request, at: later(request.at, -1) } : request,
      ),
    },
    {
      defect: 'user ids say nothing',
      spoil: mishearsEach((request) =>
        request.op === 'ask' && request.customer.startsWith('US.')
          ? { ...request, customer: 'XX.1' }
          : request,
      ),
    },
  ],
}
