import type { Dated, Values } from './values.ts'

/** The first rulebook. Written by `npm run docs`: the values are core's, what they mean is decided here. */
export const founding: Dated<Values> = {
  effective: '2022-02-01',
  changes: {
    serviceWindow: { hours: 24 },
    conversation: { hours: 24 },
    calls: { openWindowSince: null },
    entryPointReply: { hours: 24 },
    lateReply: { opensEntryPoint: false },
    entryPointLength: { hours: 24, longestHours: 24 },
    charging: { by: 'conversation-by-initiator' },
    service: { isFree: false },
    freeTier: { amount: 1000, counts: 'conversations', per: 'account' },
    billedConversation: { hours: 24 },
    begunInWindow: { as: 'user_initiated' },
    begunOutsideWindow: { as: 'business_initiated' },
    templateRides: { conversation: 'any' },
    serviceRides: { conversation: 'any' },
    templateBesideService: { opens: false },
    severalOpen: { joins: 'latest' },
    carriedOver: { by: [] },
    entryPoint: { endsConversations: false },
    entryPointOutsideWindow: { isFree: true },
    templates: { areFree: false },
    marketingInWindow: { isFree: false },
    utilityInWindow: { isFree: false },
    authenticationInWindow: { isFree: false },
    reactions: { areCharged: true },
    aiProviders: { payAsReported: true },
    groups: { haveEntryPoints: false },
    exemption: { endsOn: null },
    reactionOpensWindow: { is: false },
    unsupportedOpensWindow: { is: true },
    carryWindowOnIdentityChange: { is: false },
    safetyMarginSeconds: { is: 0 },
    entryPointStartsAt: { is: 'delivered' },
    chargedAsOf: { is: 'delivered' },
    utilityWindowTestedAt: { is: 'delivered' },
    groupMarketingIsFreeInWindow: { is: false },
    entryPointServiceUsesTier: { is: false },
  },
}

/** What each later one changes. */
export const amendments: readonly Dated<Partial<Values>>[] = [
  { effective: '2023-03-01', changes: { entryPointLength: { hours: 72, longestHours: 72 } } },
  {
    effective: '2023-06-01',
    changes: {
      charging: { by: 'conversation-by-category' },
      freeTier: { amount: 1000, counts: 'service-conversations', per: 'account' },
      templateRides: { conversation: 'own-category' },
      templateBesideService: { opens: true },
      carriedOver: { by: ['service'] },
      entryPoint: { endsConversations: true },
    },
  },
  { effective: '2024-11-01', changes: { service: { isFree: true }, freeTier: null } },
  {
    effective: '2025-07-01',
    changes: {
      calls: { openWindowSince: '2025-07-15' },
      charging: { by: 'message' },
      carriedOver: { by: ['utility'] },
      entryPoint: { endsConversations: false },
      utilityInWindow: { isFree: true },
      entryPointStartsAt: { is: 'sent' },
    },
  },
  { effective: '2026-09-28', changes: { entryPointLength: { hours: 72, longestHours: 168 } } },
  {
    effective: '2026-10-01',
    changes: {
      service: { isFree: false },
      freeTier: { amount: 1000, counts: 'service-messages', per: 'phone-number' },
      utilityInWindow: { isFree: false },
      reactions: { areCharged: false },
      exemption: { endsOn: '2028-01-01' },
    },
  },
]
