import { toIso } from '@guichet/core'
import type { Intent, IntentState } from '@guichet/runtime'
import type { Fieldset } from './thread.ts'

/** The intent to send a message, and what is known of its fate. */
export const intentToJson = (intent: Intent): Fieldset => ({
  phoneNumberId: intent.phoneNumberId,
  recipient: intent.recipient,
  key: intent.key,
  claimedAt: toIso(intent.claimedAt),
  content: { ...intent.content },
  state: stateToJson(intent.state),
})

/** Internal fields, such as the claim, are left out. */
const stateToJson = (state: IntentState): Fieldset => {
  switch (state.is) {
    case 'dispatching':
      return { is: state.is, until: toIso(state.until) }
    case 'unknown':
      return { is: state.is, reason: state.reason }
    case 'accepted':
      return { is: state.is, wamid: state.wamid }
    case 'refused':
      return { is: state.is, code: state.code, message: state.message }
    case 'failed':
      return { is: state.is, reason: state.reason, retryAt: toIso(state.retryAt) }
    case 'given-up':
      return { is: state.is }
  }
}
