import { remove, submit, templateNamed } from '../happenings/templates.ts'
import { isList, isObject, textIn, type Json } from '../json.ts'
import type { Template, World } from '../world/world.ts'
import { errorAnswer, jsonAnswer } from './answers.ts'

const categories: ReadonlySet<unknown> = new Set(['MARKETING', 'UTILITY', 'AUTHENTICATION'])

/** A template as the Graph API shows it. */
export const templateJson = ({ id, name, language, status, category, components }: Template): Json => ({
  name,
  components,
  language,
  status,
  category,
  id,
})

/** `POST /{account}/message_templates`: it is PENDING until its review is over. */
export const createTemplate = (world: World, account: string, body: unknown): Response => {
  if (!isObject(body)) return errorAnswer(world, { code: 100, details: 'The body is not a JSON object.' })
  const [name, language] = [textIn(body.name), textIn(body.language)]
  const category = textIn(body.category)?.toUpperCase()
  if (name === undefined || !/^[a-z0-9_]{1,512}$/.test(name))
    return wrong(world, 'name must be 1 to 512 lower-case letters, digits and underscores.')
  if (language === undefined || !/^[a-z]{2,3}([_-][A-Za-z]{2,4})?$/.test(language))
    return wrong(world, 'language must be a code such as en or en_US.')
  if (category === undefined || !categories.has(category))
    return wrong(world, 'category must be MARKETING, UTILITY or AUTHENTICATION.')
  const components = isList(body.components) ? body.components.filter(isObject) : []
  if (!components.some(({ type }) => textIn(type)?.toUpperCase() === 'BODY'))
    return wrong(world, 'components must contain a component of type BODY.')
  if (templateNamed(world, account, name, language) !== undefined)
    return errorAnswer(world, {
      code: 100,
      subcode: 2388024,
      details: 'The template already exists in this language.',
    })
  const { id, status } = submit(world, { account, name, language, category, components })
  return jsonAnswer({ id, status, category })
}

const wrong = (world: World, details: string): Response => errorAnswer(world, { code: 100, details })

/** `DELETE /{account}/message_templates?name=…`: all languages, or with `hsm_id` one. */
export const deleteTemplates = (world: World, account: string, query: URLSearchParams): Response => {
  const [name, id] = [query.get('name'), query.get('hsm_id')]
  const found = [...world.templates.values()].filter(
    (template) =>
      template.account === account && template.name === name && (id === null || template.id === id),
  )
  if (found.length === 0)
    return errorAnswer(world, { code: 100, subcode: 2593002, details: 'The template does not exist.' })
  for (const template of found) remove(world, template)
  return jsonAnswer({ success: true })
}
