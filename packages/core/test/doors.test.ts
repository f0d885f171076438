import * as adapter from '@guichet/core/adapter'
import * as clauses from '@guichet/core/clauses'
import * as plan from '@guichet/core/plan'
import * as store from '@guichet/core/store'
import * as time from '@guichet/core/time'
import * as main from '@guichet/core'
import { describe, expect, test } from 'vitest'

/** What each door lets out, as decided. A name that is added here is one that others build on from then on. */
const decided = {
  main: `
    defaultSettings engine settings
    EventCodec isThreadEvent parseEvent parseInstant parseQuestion
    problemsInWords reasonsInWords
    canonicalKey customerId phoneNumbersOf readState threadsOf writeState
    agreementOf isPaid isWindowRefusal weigh
    explain explainView messageInWords
    answerToJson chargeToJson viewToJson
    isRulebookId parseAmendments rulebooks rulebooksWith
    DAY HOUR MINUTE fromIso toIso
    isLeft isRight match pipe`,
  adapter: 'isHeldBack isKnownKind isUserId knownKinds left misuse right unknownKeys',
  clauses: 'clauseOf clauses isClauseId lastingRules refusedBecause wireClauses',
  plan: 'explainPlan explainTogether planToJson togetherToJson',
  store: `
    assembleState beforeSending emptyState ownThread registryIn registryOf templatesOf threadOf threadsOfOne withRegistry withSends
    emptyThread holderAt longestBurst readThread sendingOf writeThread
    ContentCodec compareFacts isReadable opensServiceWindow
    emptyRegistry isTemplateFailure learnFromSends noSends noTemplates piecesBetween registerChange sameLanguage sendabilityOf sendsOfPieces templatesAt templatesFor withAccounts withDisplay
    accountOfNumber newestAccountFact sharedLimits sharesAccount admit agrees allotTiers beyondTier compareDeliveries cover noTiers tierHolder undecidedIn`,
  time: `
    EARLIEST InstantCodec LATEST isPlausible within
    isTimeZone localDate offsetMinutes startOfLocalDay
    formatterFamily clockInWords durationInWords instantInWords`,
}

const doors: Readonly<Record<keyof typeof decided, object>> = { main, adapter, clauses, plan, store, time }
const names = Object.keys(decided) as readonly (keyof typeof decided)[]
const listed = (name: keyof typeof decided): readonly string[] => decided[name].trim().split(/\s+/).sort()

describe('the doors of core', () => {
  test.each(names)('%s lets out what was decided, and nothing else', (name) => {
    expect(Object.keys(doors[name]).sort()).toEqual(listed(name))
  })

  test('no name stands at two doors', () => {
    const all = names.flatMap((name) => Object.keys(doors[name]))
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([])
  })

  test('the main door stays narrow: more than forty values belong on a subpath', () => {
    expect(Object.keys(main).length).toBeLessThanOrEqual(40)
  })
})
