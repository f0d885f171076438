import { DAY, type Instant, type TemplatesListed } from '@guichet/core'
import { sameLanguage, type OwnedTemplate } from '@guichet/core/store'
import type { Runtime } from './runtime-interface.ts'

/** What is known of an account's templates before a list is taken in. */
export interface KnownBefore {
  /** When its newest list was asked for; `null` where there is none. */
  readonly listedAt: Instant | null
  /** Its templates as they are known now. */
  readonly templates: readonly OwnedTemplate[]
}

/**
 * Is the list worth keeping? Whatever is kept is kept for good, so a list that says what is known already is not, unless
 * the newest one is older than a day: a store shows when its knowledge was last confirmed.
 */
export const isNews = (list: TemplatesListed, { listedAt, templates }: KnownBefore): boolean => {
  if (listedAt === null || list.at - listedAt >= DAY) return true
  if (list.at <= listedAt) return false
  const known = new Map(templates.map((one) => [keyOf(one), one]))
  return (
    known.size !== new Set(list.templates.map(keyOf)).size ||
    list.templates.some((listed) => {
      const template = known.get(keyOf(listed))
      return (
        template === undefined ||
        template.status !== (listed.status ?? 'APPROVED') ||
        (listed.category !== undefined && listed.category !== template.category)
      )
    })
  )
}

/** Takes in a whole list if it is news; tells whether it was. */
export const recordList = async (
  runtime: Pick<Runtime, 'record' | 'templateLists' | 'templates'>,
  list: TemplatesListed,
): Promise<boolean> => {
  const newest = (await runtime.templateLists()).find(({ account }) => account === list.account)
  const templates = (await runtime.templates()).filter(({ account }) => account === list.account)
  if (!isNews(list, { listedAt: newest?.at ?? null, templates })) return false
  await runtime.record([list])
  return true
}

const keyOf = ({ name, language }: { readonly name: string; readonly language: string }): string =>
  JSON.stringify([name, sameLanguage(language)])
