/** Answers with JSON that no cache may keep: it is personal, and true for a moment only. */
export const found = (fields: { readonly [name: string]: unknown }): Response =>
  Response.json(fields, { headers: { 'cache-control': 'no-store' } })
