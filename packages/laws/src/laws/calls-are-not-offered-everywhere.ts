import fc from 'fast-check'
import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import type { Request } from '../protocol.ts'
import { askedAround, begin, berlin, refusing } from '../script/refusing.ts'
import { HOUR } from '../script/stories.ts'
import { mishearsEach } from '../spoil/spoil.ts'

/** Countries, and whether their numbers may call. Turkey's could not in an earlier edition. */
const countries: Readonly<Record<string, boolean>> = {
  US: false,
  CA: false,
  EG: false,
  VN: false,
  NG: false,
  TR: true,
  DE: true,
  MX: true,
  IN: true,
}

const names = Object.keys(countries)
const neighbours = '200'

/** The same request, with another country for a phone number. */
const moved = (request: Request, to: (country: string | undefined) => string | undefined): Request => {
  if (request.op !== 'reset') return request
  const settings = Object.entries(request.phoneNumbers ?? {}).map(([id, { country: own, ...number }]) => {
    const country = to(own)
    return [id, country === undefined ? number : { ...number, country }] as const
  })
  return { ...request, phoneNumbers: Object.fromEntries(settings) }
}

export const callsAreNotOfferedEverywhere: Law = refusing({
  id: 'calls-are-not-offered-everywhere',
  sentence:
    'A call is refused where the country of the phone number is known to be the United States, Canada, Egypt, Vietnam or Nigeria, whatever the customer’s country is.',
  cites: ['CALL-10'],
  code: 'calls-not-offered',
  stories: fc
    .tuple(fc.constantFrom(undefined, ...names), fc.constantFrom(undefined, ...names), fc.boolean())
    .map(([own, others, isPermitted]) => {
      const called: Event = {
        type: 'call-ended',
        id: 'e1',
        at: begin,
        ...berlin,
        direction: 'user',
        connected: true,
      }
      const permitted: Event = {
        type: 'call-permission-changed',
        id: 'p1',
        at: begin,
        ...berlin,
        permission: 'permanent',
        source: 'profile',
      }
      const phoneNumbers = {
        [berlin.phoneNumberId]: own === undefined ? {} : { country: own },
        [neighbours]: others === undefined ? {} : { country: others },
      }
      return askedAround([called, ...(isPermitted ? [permitted] : [])], [HOUR], {
        settings: { phoneNumbers },
      })
    }),
  asks: () => ({ kind: 'call' }),
  refuses: ({ settings }) => {
    const country = settings?.phoneNumbers?.[berlin.phoneNumberId]?.country
    return country !== undefined && countries[country] === false
  },
  mutants: [
    {
      defect: 'countries play no part',
      spoil: mishearsEach((request) => moved(request, () => undefined)),
    },
    {
      defect: 'one of the countries is forgotten',
      spoil: mishearsEach((request) => moved(request, (country) => (country === 'VN' ? 'DE' : country))),
    },
    {
      defect: 'a country of an earlier edition is still among them',
      spoil: mishearsEach((request) => moved(request, (country) => (country === 'TR' ? 'US' : country))),
    },
    {
      defect: "another phone number's country decides",
      spoil: mishearsEach((request) => {
        if (request.op !== 'reset') return request
        const other = request.phoneNumbers?.[neighbours] ?? {}
        return { ...request, phoneNumbers: { [berlin.phoneNumberId]: other } }
      }),
    },
  ],
})
