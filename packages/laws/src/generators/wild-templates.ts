import fc from 'fast-check'
import { among, defined, maybe, type Happening } from './wild-parts.ts'

/** Names, languages and categories of templates. */
export const templateNames: fc.Arbitrary<string> = fc.constantFrom('promo', 'order', 'otp', '__proto__')
export const languages: fc.Arbitrary<string> = fc.constantFrom('en_US', 'en-US', 'de', 'EN_us')
export const categories: fc.Arbitrary<string> = among(
  'marketing utility authentication MARKETING UTILITY marketing_lite group_marketing group_utility authentication-international unheard_of',
)

/** A template's status or category changes. */
export const templates: fc.Arbitrary<Happening> = fc
  .record({
    account: maybe(fc.constantFrom('A', 'B')),
    name: templateNames,
    language: languages,
    status: maybe(
      among(
        'APPROVED APPROVED PAUSED DISABLED PENDING REJECTED FLAGGED LOCKED REINSTATED ARCHIVED UNARCHIVED IN_APPEAL LIMIT_EXCEEDED DELETED UNHEARD_OF',
      ),
    ),
    category: maybe(categories),
  })
  .map(({ name, language, account, status, category }) => ({ id, at }) => ({
    type: 'template-changed',
    id,
    at,
    name,
    language,
    ...defined({ account, status, category }),
  }))

const statusWords = 'APPROVED APPROVED PAUSED DISABLED PENDING REJECTED FLAGGED ARCHIVED UNHEARD_OF'

/** An account lists what it has; a list may name a template twice, or spell its language in two ways. */
export const lists: fc.Arbitrary<Happening> = fc
  .record({
    account: fc.constantFrom('A', 'B'),
    templates: fc.array(
      fc
        .record({
          name: templateNames,
          language: languages,
          status: maybe(among(statusWords)),
          category: maybe(categories),
        })
        .map(({ name, language, status, category }) => ({
          name,
          language,
          ...defined({ status, category }),
        })),
      { maxLength: 4 },
    ),
  })
  .map(({ account, templates: listed }) => ({ id, at }) => ({
    type: 'templates-listed',
    id,
    at,
    account,
    templates: listed,
  }))
