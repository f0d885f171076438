/** Is an account in the portfolio of those accounts? One that no portfolio names is a portfolio of its own (LIM-20). */
export const sharesLimit = (
  portfolio: readonly string[] | null,
  accounts: readonly string[],
): ((account: string) => boolean) => {
  if (portfolio === null || accounts.length === 0) return () => true
  const all = new Set([...accounts, ...(accounts.some((one) => portfolio.includes(one)) ? portfolio : [])])
  return (account) => all.has(account)
}
