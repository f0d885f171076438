/**
 * What no rulebook has changed so far: what a window permits, whom a message reaches, which templates may be
 * sent, and how Meta's reports are read. A rule moves to the rulebooks once it changes.
 */
export const lastingRules = {
  needsWindow: { rule: 'A service message or a reaction needs the open window.', because: ['G6', 'CSW-3'] },
  reactionNeedsWindow: { rule: 'A reaction of the business is no exception.', because: ['POS-28'] },
  refusedInWindow: { rule: 'WhatsApp may refuse a message although the window is open.', because: ['CSW-5'] },
  opensConversation: { rule: 'A message in a quiet thread opens a conversation.', because: ['G1'] },
  joinsConversation: { rule: 'A message belongs to the conversation that is open.', because: ['G5'] },

  businessOpensNothing: { rule: 'Nothing from the business opens the window.', because: ['CSW-4'] },
  editOpensNothing: { rule: 'An edit, a deletion or a welcome opens nothing.', because: ['POS-4'] },
  removalOpensNothing: { rule: 'A reaction that is taken back opens nothing.', because: ['POS-3'] },
  noticeOpensNothing: { rule: 'A notice of a new number or id opens nothing.', because: ['CSW-E11'] },
  answerOpens: {
    rule: "A customer's answer to a request for permission to call opens the window; no other change does.",
    because: ['POS-42'],
  },
  endOfCallOpensNothing: { rule: 'The end of a call opens nothing.', because: ['CALL-19'] },
  preferenceOpensNothing: { rule: 'A choice about marketing opens nothing.', because: ['LIM-14'] },

  replacedId: { rule: 'An id that was replaced reaches nobody.', because: ['ID-5'] },
  approvedTemplate: { rule: 'A template must be registered and approved.', because: ['G7', 'TPL-2'] },
  withheldTemplate: {
    rule: 'A template that is paused or disabled is withheld.',
    because: ['G7', 'TPL-2', 'TPL-3'],
  },
  unregisteredTemplate: { rule: 'A template that is not registered fails.', because: ['G7', 'TPL-11'] },
  unknownTemplate: {
    rule: 'A template that is not known may be tried.',
    because: ['G7', 'nothing-known-of-templates'],
  },
  stoppedMarketing: { rule: 'No marketing to a customer who stopped it.', because: ['LIM-14', 'TPL-8'] },
  notMarketing: { rule: 'A stop of marketing lets everything else pass.', because: ['LIM-14'] },

  restricted: { rule: 'A restriction of WhatsApp refuses what it names.', because: ['LIM-29', 'POS-44'] },
  unitedStates: {
    rule: 'No marketing template reaches a customer in the United States.',
    because: ['LIM-39', 'POS-37'],
  },
  connectedCalls: {
    rule: 'So many calls of the business may be picked up in 24 hours.',
    because: ['CALL-9', 'POS-41'],
  },
  cappedMarketing: {
    rule: 'After a cap on marketing the customer gets none for a day, unless the window is open.',
    because: ['LIM-26', 'POS-36'],
  },
  messagingLimit: {
    rule: 'Only so many customers may be written to outside their window in 24 hours.',
    because: ['LIM-20', 'POS-31', 'POS-32'],
  },
  pairRate: {
    rule: 'Messages to one customer that come too fast must be paid off.',
    because: ['LIM-25', 'POS-34'],
  },
  throughput: { rule: 'A phone number passes only so many messages a second.', because: ['LIM-35'] },
  callPermission: { rule: 'A call needs permission.', because: ['CALL-11'] },
  unansweredCalls: {
    rule: 'The fourth unanswered call in a row ends the permission.',
    because: ['CALL-14', 'POS-39'],
  },
  callCountries: { rule: 'Numbers of some countries cannot call.', because: ['CALL-10'] },
  callRequests: { rule: 'Requests for permission are few.', because: ['CALL-13', 'POS-40'] },
  callPrice: { rule: 'Calls are priced by the minute.', because: ['CALL-17'] },
  suspendedGroup: { rule: 'A group that is suspended gets nothing.', because: ['GRP-7', 'GRP-8'] },

  timeToLive: {
    rule: 'A message that is not delivered within its time to live is dropped without a word.',
    because: ['TPL-9', 'TPL-17'],
  },
  heldTemplate: { rule: 'A template may be held until its quality is assessed.', because: ['TPL-12'] },
  droppedByPacing: {
    rule: 'A held message may be dropped; it is not charged and not sent again by itself.',
    because: ['TPL-13', 'TPL-14', 'POS-43'],
  },

  reportedConversation: { rule: 'The id and the end that Meta reports are believed.', because: ['POS-45'] },
  endAtOnce: { rule: 'An end that is reported as it comes is ignored.', because: ['POS-46'] },
  reportedEntryPoint: {
    rule: 'An entry point that only Meta shows is believed.',
    because: ['entry-point-shown-by-meta'],
  },
  unknownCategory: { rule: 'A template of unknown category is never free.', because: ['category-unknown'] },
  registeredCategory: { rule: 'The registered category counts.', because: ['TPL-8'] },
  groupShares: {
    rule: 'Each member of a group who gets a message is charged for, whatever became of the others.',
    because: ['GRP-5', 'POS-48'],
  },
  readIsDelivered: { rule: 'What was read was delivered.', because: ['POS-13'] },
} as const
