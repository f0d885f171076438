import type { Law } from '../law.ts'
import { aBurstIsPaidBack } from './a-burst-is-paid-back.ts'
import { aCallNeedsPermission } from './a-call-needs-permission.ts'
import { aConversationIsPaidOnce } from './a-conversation-is-paid-once.ts'
import { aFailedMessageCountsForNothing } from './a-failed-message-counts-for-nothing.ts'
import { aReachedMarketingCapHoldsADay } from './a-reached-marketing-cap-holds-a-day.ts'
import { aRestrictionLastsUntilItsEnd } from './a-restriction-lasts-until-its-end.ts'
import { aSuspendedGroupGetsNoMessage } from './a-suspended-group-gets-no-message.ts'
import { acceptanceIsNotDelivery } from './acceptance-is-not-delivery.ts'
import { aiProvidersPayAsReported } from './ai-providers-pay-as-reported.ts'
import { aliasesNameOneThread } from './aliases-name-one-thread.ts'
import { allReasonsAreNamed } from './all-reasons-are-named.ts'
import { anAcceptedSendProvesItsTemplate } from './an-accepted-send-proves-its-template.ts'
import { anAnswerSaysHowLongItHolds } from './an-answer-says-how-long-it-holds.ts'
import { anEndAtOnceIsNone } from './an-end-at-once-is-none.ts'
import { anotherMessageNeverClosesEarlier } from './another-message-never-closes-earlier.ts'
import { asManyAreFreeAsTheRulebookSays } from './as-many-are-free-as-the-rulebook-says.ts'
import { batchesDoNotMatter } from './batches-do-not-matter.ts'
import { brokenInputIsReported } from './broken-input-is-reported.ts'
import { businessNeverOpensTheWindow } from './business-never-opens-the-window.ts'
import { callsAreNotOfferedEverywhere } from './calls-are-not-offered-everywhere.ts'
import { chargesReadOffTheFacts } from './charges-read-off-the-facts.ts'
import { connectedCallsAreLimited } from './connected-calls-are-limited.ts'
import { conversationsDoNotOverlap } from './conversations-do-not-overlap.ts'
import { eachMemberOfAGroupIsCharged } from './each-member-of-a-group-is-charged.ts'
import { entryPointAnsweredInTimeIsFree } from './entry-point-answered-in-time-is-free.ts'
import { firstResponseStartsTheConversation } from './first-response-starts-the-conversation.ts'
import { firstThousandAreFree } from './first-thousand-are-free.ts'
import { firstThousandConversationsAreFree } from './first-thousand-conversations-are-free.ts'
import { forecastIsCharge } from './forecast-is-charge.ts'
import { initiatorSentTheFirstMessage } from './initiator-sent-the-first-message.ts'
import { journalReplays } from './journal-replays.ts'
import { laterEventsChangeNoEarlierAnswer } from './later-events-change-no-earlier-answer.ts'
import { limitsReadOffTheFacts } from './limits-read-off-the-facts.ts'
import { marketingStopRefusesMarketingOnly } from './marketing-stop-refuses-marketing-only.ts'
import { metaNamesTheConversation } from './meta-names-the-conversation.ts'
import { noMarketingToTheUnitedStates } from './no-marketing-to-the-united-states.ts'
import { nobodyAsksForWhatIsPermanent } from './nobody-asks-for-what-is-permanent.ts'
import { oneChargeForEachDelivery } from './one-charge-for-each-delivery.ts'
import { onlyAListMakesATemplateUnknown } from './only-a-list-makes-a-template-unknown.ts'
import { onlyThePastCounts } from './only-the-past-counts.ts'
import { onlyTheRulebookInForceMatters } from './only-the-rulebook-in-force-matters.ts'
import { orderFree } from './order-free.ts'
import { phaseIsWhatWindowAndTemplatesSay } from './phase-is-what-window-and-templates-say.ts'
import { phoneNumbersShareNoThread } from './phone-numbers-share-no-thread.ts'
import { reactionsAreNeverCharged } from './reactions-are-never-charged.ts'
import { remediesOfVersion2Work } from './remedies-of-version-2-work.ts'
import { remediesWork } from './remedies-work.ts'
import { requestsForCallsAreRare } from './requests-for-calls-are-rare.ts'
import { rulebookIsChosenByTheDay } from './rulebook-is-chosen-by-the-day.ts'
import { serviceIsFreeAtFirst } from './service-is-free-at-first.ts'
import { serviceNeedsARecentMessage } from './service-needs-a-recent-message.ts'
import { settlingChangesNoAnswer } from './settling-changes-no-answer.ts'
import { shiftingShiftsAnswers } from './shifting-shifts-answers.ts'
import { templateStatusDecides } from './template-status-decides.ts'
import { theMessagingLimitCountsMovingHours } from './the-messaging-limit-counts-moving-hours.ts'
import { threadsDoNotInfluenceEachOther } from './threads-do-not-influence-each-other.ts'
import { throughputIsAMovingSecond } from './throughput-is-a-moving-second.ts'
import { tooOldIsRefused } from './too-old-is-refused.ts'
import { twiceIsOnce } from './twice-is-once.ts'
import { unknownKeysAreIgnored } from './unknown-keys-are-ignored.ts'
import { utilityInTheWindow } from './utility-in-the-window.ts'
import { viewsReadOffTheFacts } from './views-read-off-the-facts.ts'
import { whatIsNotKnownIsNamed } from './what-is-not-known-is-named.ts'
import { windowIsHalfOpen } from './window-is-half-open.ts'

/** Every law, in the order of their ids. */
export const laws: readonly Law[] = [
  aBurstIsPaidBack,
  aCallNeedsPermission,
  aConversationIsPaidOnce,
  aFailedMessageCountsForNothing,
  aReachedMarketingCapHoldsADay,
  aRestrictionLastsUntilItsEnd,
  aSuspendedGroupGetsNoMessage,
  acceptanceIsNotDelivery,
  aiProvidersPayAsReported,
  aliasesNameOneThread,
  allReasonsAreNamed,
  anAcceptedSendProvesItsTemplate,
  anAnswerSaysHowLongItHolds,
  anEndAtOnceIsNone,
  anotherMessageNeverClosesEarlier,
  asManyAreFreeAsTheRulebookSays,
  batchesDoNotMatter,
  brokenInputIsReported,
  businessNeverOpensTheWindow,
  callsAreNotOfferedEverywhere,
  chargesReadOffTheFacts,
  connectedCallsAreLimited,
  conversationsDoNotOverlap,
  eachMemberOfAGroupIsCharged,
  entryPointAnsweredInTimeIsFree,
  firstResponseStartsTheConversation,
  firstThousandAreFree,
  firstThousandConversationsAreFree,
  forecastIsCharge,
  initiatorSentTheFirstMessage,
  journalReplays,
  laterEventsChangeNoEarlierAnswer,
  limitsReadOffTheFacts,
  marketingStopRefusesMarketingOnly,
  metaNamesTheConversation,
  noMarketingToTheUnitedStates,
  nobodyAsksForWhatIsPermanent,
  oneChargeForEachDelivery,
  onlyAListMakesATemplateUnknown,
  onlyThePastCounts,
  onlyTheRulebookInForceMatters,
  orderFree,
  phaseIsWhatWindowAndTemplatesSay,
  phoneNumbersShareNoThread,
  reactionsAreNeverCharged,
  remediesOfVersion2Work,
  remediesWork,
  requestsForCallsAreRare,
  rulebookIsChosenByTheDay,
  serviceIsFreeAtFirst,
  serviceNeedsARecentMessage,
  settlingChangesNoAnswer,
  shiftingShiftsAnswers,
  templateStatusDecides,
  theMessagingLimitCountsMovingHours,
  threadsDoNotInfluenceEachOther,
  throughputIsAMovingSecond,
  tooOldIsRefused,
  twiceIsOnce,
  unknownKeysAreIgnored,
  utilityInTheWindow,
  viewsReadOffTheFacts,
  whatIsNotKnownIsNamed,
  windowIsHalfOpen,
]
