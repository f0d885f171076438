/** A text from outside, safe for a terminal: without control characters, and cut where it is very long. */
export const printable = (text: string, longest = 500): string => {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�')
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain
}
