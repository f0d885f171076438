import type { Rulebook } from '../rulebook.ts'

/** The first rulebook; it also stands in for whatever was in force before it (CONV-A8). */
export const founding: Rulebook = {
  id: '2022-02-01',
  summary: 'Conversations are user-initiated or business-initiated and last 24 hours.',
  clauses: ['G1', 'G3', 'CSW-1', 'CSW-4', 'CONV-A1', 'CONV-A7', 'FEP-3'],
  rules: {
    serviceWindowHours: 24,
    conversationHours: 24,
    callsOpenWindowSince: null,
    entryPointReplyHours: 24,
    entryPointHours: 24,
    entryPointLongestHours: 24,
    entryPointStartsAt: 'delivered',
    reactionOpensWindow: false,
    unsupportedOpensWindow: true,
    carryWindowOnIdentityChange: false,
    safetyMarginSeconds: 0,
  },
}
