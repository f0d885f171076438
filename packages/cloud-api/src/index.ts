export { readWebhook, readWebhookText } from './webhook.ts'
export type { ReadOptions, Reading } from './webhook.ts'
export type { InboundMessage, Referral, Sender } from './inbound/message.ts'
export type {
  FlowReply,
  InboundContact,
  InboundContent,
  InboundError,
  InboundLocation,
  InboundMedia,
  InboundOrder,
} from './inbound/content.ts'
export { aheadOfReceipt, type Unread } from './unread.ts'
export type { PhoneNumber } from './phone-number.ts'
export { verifySignature } from './signature.ts'
export type { SignatureCheck, SignedBody } from './signature.ts'
export { answerHandshake } from './handshake.ts'
export type { HandshakeAnswer, HandshakeQuery } from './handshake.ts'
export type { Echo } from './echo.ts'
export { graphClient } from './send/graph-client.ts'
export type { GraphClient, Sending, SendingComposed } from './send/graph-client.ts'
export type { OutgoingComposed } from './send/composed-sending.ts'
export {
  audioMessage,
  buttonsMessage,
  documentMessage,
  imageMessage,
  linkMessage,
  listMessage,
  locationMessage,
  reactionMessage,
  stickerMessage,
  textMessage,
  videoMessage,
} from './compose/compose.ts'
export type { Around, Common, MediaOptions, TextOptions } from './compose/compose.ts'
export { templateMessage } from './compose/template.ts'
export type { TemplateButton, TemplateInput } from './compose/template.ts'
export { problemsOfMessage } from './compose/check.ts'
export { messageLimits } from './compose/limits.ts'
export { bodyFor, type BodyFor } from './compose/body-for.ts'
export type {
  Button,
  Captioned,
  Component,
  Composed,
  File,
  Header,
  Interactive,
  Location,
  Parameter,
  Row,
  Section,
  Template,
} from './compose/composed.ts'
export type { GraphClientOptions } from './send/client-options.ts'
export type { Fetch } from './graph/exchange.ts'
export type { NotListed, TemplatesReading, TemplatesWanted } from './templates/read-templates.ts'
export { notListedInWords } from './templates/not-listed.ts'
export { readTemplatePage } from './templates/page.ts'
export type { TemplatePage } from './templates/page.ts'
export { templatesListed } from './templates/listed.ts'
export type { WholeList } from './templates/listed.ts'
export type { Outgoing } from './send/request.ts'
export type { Accepted, Doubt, Failed, Outcome, Refused, Unknown } from './send/outcome.ts'
export { outcomeOfAnswer } from './send/answer.ts'
export type { Answer } from './send/answer.ts'
export { outcomeOfFault } from './send/fault.ts'
export { backOffOf, errorCode } from './send/errors.ts'
export { metaErrors, type MetaError } from './send/meta-errors.ts'
export { errorTable } from './send/error-table.ts'
export type { ErrorRow } from './send/error-table.ts'
export { foresightOf } from './send/foresight.ts'
export type { Foresight } from './send/foresight.ts'
export { foresightTable } from './send/foresight-table.ts'
export type { Foreseer, ForesightRow, Origin } from './send/foresight-table.ts'
export type { ErrorCode, Fault, Retry, Sent } from './send/error-code.ts'
export type { BackOff, NotBefore } from './send/back-off.ts'
export { contentOf } from './send/content.ts'
export type { ContentReading, NoMessage } from './send/content.ts'
export { callRequestIn } from './send/call-request.ts'
export { addressOf, customerOf } from './send/address.ts'
export type { Address } from './send/address.ts'
