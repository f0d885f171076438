/**
 * What WhatsApp accepts in a message, in characters (code points) unless said otherwise. Meta's pages lie under
 * `developers.facebook.com/documentation/business-messaging/whatsapp/`; the comments name the page,
 * as copies of November 2026 have it. Where no page that we could read says it, the comment says who does.
 */
export const messageLimits = {
  /** `messages/text-messages`. */
  text: 4096,
  /** `messages/image-messages`, `messages/video-messages`, `messages/document-messages`. */
  caption: 1024,
  /** Of a document. Meta's page gives no limit; providers do. */
  filename: 240,
  /** Of interactive messages: `messages/interactive-reply-buttons-messages`. */
  interactiveText: 1024,
  /** A list's text may be longer: `messages/interactive-list-messages`. */
  listText: 4096,
  /** `messages/interactive-list-messages`. */
  headerText: 60,
  /** `messages/interactive-reply-buttons-messages`, `messages/interactive-list-messages`. */
  footer: 60,
  /** How many: `messages/interactive-reply-buttons-messages`. */
  buttons: 3,
  buttonTitle: 20,
  buttonId: 256,
  /** From here on `messages/interactive-list-messages`. */
  listButton: 20,
  /** How many. */
  sections: 10,
  sectionTitle: 24,
  /** How many, in all sections together. */
  rows: 10,
  rowTitle: 24,
  rowId: 200,
  rowDescription: 72,
  /** Providers. */
  linkLabel: 20,
  /** Providers. */
  templateName: 512,
  /** Of a parameter of the body, where the message has other components, too: `direct-send/supported-features-and-limits`. */
  templateText: 1024,
  /** Of a parameter of the body that is the only component: `TextParameter` of Meta's description of the API (v23.0). */
  templateTextAlone: 32_768,
  /** `templates/components`. */
  templateHeader: 60,
  /** What is appended to the address of a link button. Providers. */
  templateLink: 2000,
  /** How many. Providers. */
  templateButtons: 10,
  /** Of a quick-reply button. Nothing that we could read says so. */
  buttonPayload: 128,
  /** Nothing that we could read says so. */
  couponCode: 20,
} as const
