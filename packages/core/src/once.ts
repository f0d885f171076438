/** What a function gives, found out when it is first wanted. */
export const once = <A>(find: () => A): (() => A) => {
  let known: { readonly value: A } | null = null
  return () => (known ??= { value: find() }).value
}
