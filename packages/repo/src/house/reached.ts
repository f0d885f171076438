import ts from 'typescript'

/** A named type that a door leads to, and where it is declared. */
export interface Reached {
  readonly name: string
  /** The declaring file, relative to the folder that was asked for. */
  readonly file: string
}

/**
 * All interfaces, classes and aliases that are declared in a folder and that one comes to from the exports of a
 * module: through signatures, properties, members of unions and type arguments.
 */
export const reachedFrom = (
  checker: ts.TypeChecker,
  module: ts.Symbol,
  folder: string,
): readonly Reached[] => {
  const found = new Map<string, Reached>()
  const seen = new Set<ts.Type>()
  const note = (symbol: ts.Symbol | undefined): boolean => {
    const file = symbol?.declarations?.[0]?.getSourceFile().fileName ?? ''
    if (symbol === undefined || !file.startsWith(`${folder}/`)) return false
    const isNamed =
      (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Class)) !== 0
    if (isNamed)
      found.set(`${file} ${symbol.name}`, { name: symbol.name, file: file.slice(folder.length + 1) })
    return true
  }
  const visitSignature = (signature: ts.Signature): void => {
    visit(signature.getReturnType())
    for (const parameter of signature.getParameters()) visitSymbol(parameter)
  }
  const visitSymbol = (symbol: ts.Symbol): void => {
    const [declaration] = symbol.declarations ?? []
    if (declaration !== undefined) visit(checker.getTypeOfSymbolAtLocation(symbol, declaration))
  }
  const visit = (type: ts.Type): void => {
    if (seen.has(type)) return
    seen.add(type)
    note(type.aliasSymbol)
    for (const argument of type.aliasTypeArguments ?? []) visit(argument)
    if (type.isUnionOrIntersection()) type.types.forEach(visit)
    if ((type.flags & ts.TypeFlags.Object) === 0) return
    for (const argument of checker.getTypeArguments(type as ts.TypeReference)) visit(argument)
    // What stands in a library is its own affair.
    const isOurs = type.symbol === undefined || note(type.symbol) || type.symbol.name.startsWith('__')
    if (!isOurs) return
    for (const property of checker.getPropertiesOfType(type)) visitSymbol(property)
    for (const kind of [ts.SignatureKind.Call, ts.SignatureKind.Construct])
      checker.getSignaturesOfType(type, kind).forEach(visitSignature)
    for (const { type: value } of checker.getIndexInfosOfType(type)) visit(value)
  }
  for (const symbol of checker.getExportsOfModule(module)) {
    const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol)
    visit(
      (target.flags & ts.SymbolFlags.Value) === 0
        ? checker.getDeclaredTypeOfSymbol(target)
        : checker.getTypeOfSymbol(target),
    )
  }
  return [...found.values()]
}
