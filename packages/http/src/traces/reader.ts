import { noTracing, type Tracing, type WebhookReader } from '@guichet/runtime'

/** Reads webhooks as `read` does, each in a span. */
export const tracedReader = (read: WebhookReader, tracing: Tracing): WebhookReader =>
  tracing === noTracing
    ? read
    : (text, circumstances) =>
        tracing.span({ name: 'decode' }, (span) => {
          const reading = read(text, circumstances)
          span.add({ attributes: { 'guichet.events': reading.events.length } })
          return reading
        })
