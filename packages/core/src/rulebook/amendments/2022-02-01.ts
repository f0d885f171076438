import type { Rulebook } from '../rulebook.ts'

/** The first rulebook; it also stands in for whatever was in force before it (CONV-A8). */
export const founding: Rulebook = {
  id: '2022-02-01',
  summary:
    'Conversations are user-initiated or business-initiated, last 24 hours and are charged once; 1,000 a month are free.',
  clauses: [
    'G1',
    'G3',
    'CSW-1',
    'CSW-4',
    'CONV-A1',
    'CONV-A2',
    'CONV-A3',
    'CONV-A4',
    'CONV-A6',
    'CONV-A7',
    'CONV-A12',
    'FEP-3',
  ],
  rules: {
    serviceWindow: { hours: 24, because: ['CSW-1'] },
    conversation: { hours: 24, because: ['G3'] },
    calls: { openWindowSince: null, because: ['CSW-2'] },
    entryPointReply: { hours: 24, because: ['FEP-3'] },
    lateReply: { opensEntryPoint: false, because: ['FEP-4'] },
    entryPointLength: { hours: 24, longestHours: 24, because: ['FEP-5', 'POS-9'] },

    charging: { by: 'conversation-by-initiator', because: ['CONV-A1', 'CONV-A12'] },
    service: { isFree: false, because: ['CONV-A12'] },
    freeTier: { amount: 1000, counts: 'conversations', per: 'account', because: ['CONV-A6'] },

    billedConversation: { hours: 24, because: ['CONV-A13'] },
    begunInWindow: { as: 'user_initiated', because: ['CONV-A2'] },
    begunOutsideWindow: { as: 'business_initiated', because: ['CONV-A3'] },
    templateRides: { conversation: 'any', because: ['CONV-A4', 'CONV-A5'] },
    serviceRides: { conversation: 'any', because: ['CONV-A4', 'CONV-A5'] },
    templateBesideService: { opens: false, because: ['CONV-A4'] },
    severalOpen: { joins: 'latest', because: ['POS-25'] },
    carriedOver: { by: [], because: ['CONV-A1'] },
    entryPoint: { endsConversations: false, because: ['CONV-A7'] },
    entryPointOutsideWindow: { isFree: true, because: ['FEP-7'] },

    templates: { areFree: false, because: ['CONV-A12'] },
    marketingInWindow: { isFree: false, because: ['CONV-A12'] },
    utilityInWindow: { isFree: false, because: ['CONV-A12'] },
    authenticationInWindow: { isFree: false, because: ['CONV-A12'] },
    reactions: { areCharged: true, because: ['CONV-A1'] },
    aiProviders: { payAsReported: true, because: ['PMP-20', 'POS-49', 'POS-20'] },
    groups: { haveEntryPoints: false, because: ['GRP-2'] },
    exemption: { endsOn: null, because: ['CONV-A12'] },

    reactionOpensWindow: { is: false, because: ['POS-3'] },
    unsupportedOpensWindow: { is: true, because: ['POS-4'] },
    carryWindowOnIdentityChange: { is: false, because: ['POS-26'] },
    safetyMarginSeconds: { is: 0, because: ['POS-1'] },
    entryPointStartsAt: { is: 'delivered', because: ['POS-8'] },
    chargedAsOf: { is: 'delivered', because: ['POS-14', 'POS-30'] },
    utilityWindowTestedAt: { is: 'delivered', because: ['POS-15'] },
    groupMarketingIsFreeInWindow: { is: false, because: ['POS-7'] },
    entryPointServiceUsesTier: { is: false, because: ['POS-11'] },
  },
}
