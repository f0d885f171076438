import type { Problem } from '@guichet/core'
import { messageLimits } from './limits.ts'
import { type Look, at, each, none, problem, text, twice } from './look.ts'

type Check = (part: Look) => readonly Problem[]

/** A template's name and its parameters, as far as they can be judged without the template itself. */
export const checkTemplate = (template: Look, file: Check, place: Check): readonly Problem[] => {
  const components = each(at(template, 'components'))
  const buttons = components.filter((component) => at(component, 'type').value === 'button')
  return [
    ...checkName(at(template, 'name')),
    ...text(at(at(template, 'language'), 'code'), 64),
    ...components.flatMap((component) =>
      each(at(component, 'parameters')).flatMap((one) =>
        checkParameter(one, textLimit(component, components), file, place),
      ),
    ),
    ...components
      .filter((component) => at(component, 'type').value === 'body')
      .flatMap((component) => checkNames(each(at(component, 'parameters')))),
    ...buttons.flatMap((button) => checkIndex(at(button, 'index'))),
    ...twice(buttons.map((button) => at(button, 'index'))),
  ]
}

const checkName = (name: Look): readonly Problem[] => {
  const long = text(name, messageLimits.templateName)
  if (long.length > 0 || typeof name.value !== 'string') return long
  return /^[a-z0-9_]+$/.test(name.value)
    ? none
    : problem(name, 'must be of small letters, digits and underscores, as it was approved')
}

const checkParameter = (one: Look, limit: TextLimit, file: Check, place: Check): readonly Problem[] => {
  const type = at(one, 'type').value
  switch (type) {
    case 'text':
      return checkText(at(one, 'text'), limit)
    case 'payload':
      return text(at(one, 'payload'), messageLimits.buttonPayload)
    case 'coupon_code':
      return text(at(one, 'coupon_code'), messageLimits.couponCode)
    case 'image':
    case 'video':
    case 'document':
      return file(at(one, type))
    case 'location':
      return place(at(one, 'location'))
    default:
      return none
  }
}

/** How long a text may be, and whether it stands in the template's own text, whose look it must not change. */
interface TextLimit {
  readonly most: number
  readonly isShown: boolean
}

const textLimit = (component: Look, components: readonly Look[]): TextLimit => {
  const { templateHeader, templateText, templateTextAlone, templateLink } = messageLimits
  switch (at(component, 'type').value) {
    case 'header':
      return { most: templateHeader, isShown: true }
    case 'body':
      return { most: components.length > 1 ? templateText : templateTextAlone, isShown: true }
    default:
      return { most: templateLink, isShown: false }
  }
}

/** In the body and in the header, WhatsApp refuses what would change the look of the template (132018). */
const checkText = (value: Look, { most, isShown }: TextLimit): readonly Problem[] => {
  const long = text(value, most)
  if (!isShown) return long
  if (long.length > 0 || typeof value.value !== 'string') return long
  return /[\n\r\t]| {5}/.test(value.value)
    ? problem(value, 'has a line break, a tab or more than four spaces in a row')
    : none
}

/** All parameters of the body have names, or none has. */
const checkNames = (parameters: readonly Look[]): readonly Problem[] => {
  const names = parameters.map((one) => at(one, 'parameter_name'))
  const without = names.filter(({ value }) => value === undefined)
  return without.length === 0 || without.length === names.length
    ? twice(names)
    : without.flatMap((name) => problem(name, 'is missing, while other parameters have names'))
}

const checkIndex = (index: Look): readonly Problem[] => {
  const place = Number(index.value)
  return Number.isInteger(place) && place >= 0 && place < messageLimits.templateButtons
    ? none
    : problem(index, `must be a place from 0 to ${messageLimits.templateButtons - 1}`)
}
