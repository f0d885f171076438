import type { SendRequest, SendResult } from '@guichet/runtime'
import type { Parts } from '../parts.ts'

/** Sends, and counts what became of it. Rejects with the store's failure where nothing was sent. */
export const sendCounted = async (
  api: 'connection' | 'standard',
  request: SendRequest,
  { runtime, metrics, log, surroundings }: Parts,
): Promise<SendResult> => {
  const result = await runtime.send(request)
  metrics.sent(api, result.outcome)
  // The caller has a wamid; a status of the message will tell the store.
  if (result.outcome === 'accepted' && !result.isRecorded)
    log({ level: 'error', event: 'sent and not recorded', at: surroundings.now(), message: result.wamid })
  if (result.outcome === 'refused-by-whatsapp' && result.fault === 'access')
    log({ level: 'error', event: 'access token refused', at: surroundings.now(), code: result.code })
  return result
}
