/** What WhatsApp accepts in a message, in characters (code points) unless said otherwise. */
export const messageLimits = {
  text: 4096,
  caption: 1024,
  filename: 240,
  /** Of interactive messages; a list's text may be longer. */
  interactiveText: 1024,
  listText: 4096,
  headerText: 60,
  footer: 60,
  /** How many. */
  buttons: 3,
  buttonTitle: 20,
  buttonId: 256,
  listButton: 20,
  /** How many. */
  sections: 10,
  sectionTitle: 24,
  /** How many, in all sections together. */
  rows: 10,
  rowTitle: 24,
  rowId: 200,
  rowDescription: 72,
  linkLabel: 20,
  templateName: 512,
  templateText: 1024,
  templateHeader: 60,
  /** How many. */
  templateButtons: 10,
  buttonPayload: 128,
  couponCode: 20,
} as const
