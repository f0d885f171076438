import { meta } from './clause.ts'

/** Templates: which may be sent, which category counts, and what withholds them. */
export const templateClauses = {
  'TPL-2': {
    sentence:
      "A template's status says whether it may be sent; paused, disabled, pending or rejected ones may not.",
    source: `${meta}/webhooks/reference/message_template_status_update`,
  },
  'TPL-3': {
    sentence: 'A template of low quality is paused, the third time disabled.',
    source: `${meta}/templates/template-pausing`,
  },
  'TPL-4': {
    sentence:
      'A template that is paused is refused when sent; it is never delivered, decides no charge and uses up no messaging limit.',
    source: `${meta}/templates/template-pausing`,
  },
  'TPL-8': {
    sentence:
      'A template is priced by the category that it has when it is used, not by the one that it once had.',
    source: `${meta}/pricing`,
    decidesCharge: true,
  },
  'TPL-9': {
    sentence:
      'A message that could not be delivered is dropped after 30 days at the latest, an authentication template after ten minutes unless it names another time; no status says so, and it decides no charge.',
    source: `${meta}/templates/time-to-live`,
  },
  'TPL-11': {
    sentence: 'A template whose name or language is not registered fails with error 132001.',
    source: `${meta}/support/error-codes`,
  },
  'TPL-12': {
    sentence:
      'WhatsApp may hold messages of a marketing or utility template until the quality of the template is assessed, mostly less than an hour.',
    source: `${meta}/templates/template-pacing`,
  },
  'TPL-13': {
    sentence:
      'When the assessment turns out bad, the template is paused and each held message fails with error 132015; it decides no charge.',
    source: `${meta}/templates/template-pacing`,
  },
  'TPL-14': {
    sentence:
      'The templates of a portfolio that sends little or is watched go out in batches; after bad feedback the rest is dropped and sending stops for a review.',
    source: `${meta}/templates/portfolio-pacing`,
  },
  'TPL-17': {
    sentence:
      'A template may name its time to live: 30 seconds to 15 minutes for authentication, 30 seconds to 12 hours for utility, 12 hours to 30 days for marketing.',
    source: `${meta}/templates/time-to-live`,
  },
  'LIM-12': {
    sentence:
      'A marketing message withheld because the customer is part of an experiment of Meta fails with error 130472; it decides no charge, for what failed has none.',
    source: `${meta}/support/error-codes`,
  },
  'LIM-14': {
    sentence:
      'After a customer stopped marketing messages, marketing templates fail with error 131050 until the customer resumes; everything else passes.',
    source: `${meta}/support/error-codes`,
  },
}
