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
    sentence: 'A message that could not be delivered is dropped after 30 days at the latest.',
    source: `${meta}/templates/time-to-live`,
  },
  'TPL-11': {
    sentence: 'A template whose name or language is not registered fails with error 132001.',
    source: `${meta}/support/error-codes`,
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
