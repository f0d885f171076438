/** A text from outside, harmless in a terminal: it must neither steer it nor flood it. */
export const printable = (text: string, longest = 500): string => {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�')
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain
}
