/** `en-US` and `en_US` name one language; Meta writes both. */
export const sameLanguage = (language: string): string => language.replaceAll('-', '_').toLowerCase()

/** Names a template of an account, however its language is spelled. */
export const templateKey = (name: string, language: string): string =>
  JSON.stringify([name, sameLanguage(language)])

/** How the keys of all templates of that name begin. */
export const templateKeyPrefix = (name: string): string => `[${JSON.stringify(name)},`
