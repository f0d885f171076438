import type { Common } from './compose.ts'
import type { Component, Composed, Header, Location, Parameter } from './composed.ts'

/** A template with what fills it in. */
export interface TemplateInput extends Common {
  readonly name: string
  /** Such as `fr` or `en_US`, as it was approved. */
  readonly language: string
  /** A text fills in the header's only variable. */
  readonly header?: Header | string | { readonly type: 'location'; readonly location: Location }
  /** For `{{1}}`, `{{2}}` … in their order, or by the variables' names. */
  readonly body?: readonly string[] | Readonly<Record<string, string>>
  /** For buttons that have a variable or a payload, by their place from 0 on. */
  readonly buttons?: readonly TemplateButton[]
}

/** Fills in one button of a template. */
export type TemplateButton = { readonly index: number } & (
  | { readonly payload: string }
  /** What is put at the end of the button's address. */
  | { readonly urlSuffix: string }
  | { readonly couponCode: string }
)

/** A template with its parameters. */
export const templateMessage = (input: TemplateInput): Composed => {
  const { name, language, header, body, buttons = [], repliesTo } = input
  const components: readonly Component[] = [
    ...(header === undefined ? [] : [{ type: 'header' as const, parameters: [headerOf(header)] }]),
    ...(body === undefined ? [] : [{ type: 'body' as const, parameters: texts(body) }]),
    ...buttons.map(buttonOf),
  ]
  const code = { name, language: { code: language } }
  return {
    type: 'template',
    template: components.length === 0 ? code : { ...code, components },
    ...(repliesTo === undefined ? {} : { context: { message_id: repliesTo } }),
  }
}

const headerOf = (header: NonNullable<TemplateInput['header']>): Parameter =>
  typeof header === 'string' ? { type: 'text', text: header } : header

const isList = (body: NonNullable<TemplateInput['body']>): body is readonly string[] => Array.isArray(body)

const texts = (body: NonNullable<TemplateInput['body']>): readonly Parameter[] =>
  isList(body)
    ? body.map((text) => ({ type: 'text', text }))
    : Object.entries(body).map(([name, text]) => ({ type: 'text', parameter_name: name, text }))

const buttonOf = ({ index: place, ...button }: TemplateButton): Component => {
  const index = String(place)
  if ('payload' in button)
    return {
      type: 'button',
      sub_type: 'quick_reply',
      index,
      parameters: [{ type: 'payload', payload: button.payload }],
    }
  if ('urlSuffix' in button)
    return {
      type: 'button',
      sub_type: 'url',
      index,
      parameters: [{ type: 'text', text: button.urlSuffix }],
    }
  return {
    type: 'button',
    sub_type: 'copy_code',
    index,
    parameters: [{ type: 'coupon_code', coupon_code: button.couponCode }],
  }
}
