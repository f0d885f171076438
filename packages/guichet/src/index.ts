/**
 * A bot on WhatsApp: webhooks are verified, read and kept, messages are answered within the rules. All of it is a few
 * lines over `@guichet/cloud-api`, `@guichet/core` and `@guichet/runtime`, so that one can leave it.
 *
 * @module
 */
export { bot, type Bot } from './bot.ts'
export { fromEnvironment, type BotOptions, type Credentials } from './options.ts'
export { emulatorClock } from './clock.ts'
export type { Handling, OnMessage, OnStatus } from './handling.ts'
export type { Fetching } from './gate.ts'
export type { Listening } from './listen.ts'
export { sentInWords } from './in-words.ts'
export type { Malformed, Message, Sent, ToSend } from './send.ts'
export {
  audioMessage,
  buttonsMessage,
  documentMessage,
  imageMessage,
  linkMessage,
  listMessage,
  locationMessage,
  messageLimits,
  problemsOfMessage,
  reactionMessage,
  stickerMessage,
  templateMessage,
  textMessage,
  videoMessage,
  type Composed,
  type InboundContent,
  type InboundMessage,
} from '@guichet/cloud-api'
export { DAY, HOUR, explain, isLeft, isRight, type Answer, type ThreadKey } from '@guichet/core'
