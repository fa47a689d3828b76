import ts from 'typescript'

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  path: string
  text: string
}

export interface Violation {
  check: string
  path: string
  line?: number
  message: string
}

export interface Import {
  specifier: string
  /** `import type`, which leaves nothing behind at run time. */
  typeOnly: boolean
  /** The values it names, or undefined where it takes all there is. */
  values: string[] | undefined
  line: number
}

export interface Place {
  name: string
  line: number
}

/** What the checks ask of a file, read from its syntax tree: text in strings and comments does not count. */
export interface Parsed {
  path: string
  /** The folder below `packages/`, or undefined outside it. */
  package: string | undefined
  isTest: boolean
  lines: number
  imports: Import[]
  /** Lines of `export * from`. */
  starExports: number[]
  /** Lines of `x as unknown as T`. */
  doubleCasts: number[]
  /** Lines of `@ts-ignore` and its like. */
  suppressions: number[]
  /** Free-standing names: `process`, but neither `job.process` nor `{ process: 1 }`. */
  names: Place[]
}

export function isCode(path: string): boolean {
  return /\.(ts|mts|tsx|js|mjs|cjs)$/.test(path)
}

export function packageOf(path: string): string | undefined {
  return /^packages\/([^/]+)\//.exec(path)?.[1]
}

export function isTest(path: string): boolean {
  return /^packages\/[^/]+\/test\//.test(path) || /\.test(-d)?\.ts$/.test(path)
}

export function parse(file: SourceFile): Parsed {
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true)
  const lineOf = (position: number): number => tree.getLineAndCharacterOfPosition(position).line + 1
  const parsed: Parsed = {
    path: file.path,
    package: packageOf(file.path),
    isTest: isTest(file.path),
    lines: file.text.replace(/\n$/, '').split('\n').length,
    imports: [],
    starExports: [],
    doubleCasts: [],
    suppressions: suppressionLines(file.text),
    names: [],
  }
  const visit = (node: ts.Node): void => {
    const line = lineOf(node.getStart(tree))
    const found = importOf(node)
    if (found) parsed.imports.push({ ...found, line })
    if (ts.isExportDeclaration(node) && node.moduleSpecifier && !isNamed(node)) parsed.starExports.push(line)
    if (isDoubleCast(node)) parsed.doubleCasts.push(line)
    if (ts.isIdentifier(node) && isFree(node)) parsed.names.push({ name: node.text, line })
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return parsed
}

function suppressionLines(text: string): number[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      /(\/\/|\/\*)\s*@ts-(ignore|nocheck|expect-error)\b/.test(line) ? [index + 1] : [],
    )
}

function importOf(node: ts.Node): Omit<Import, 'line'> | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const clause = node.importClause
    const bindings = clause?.namedBindings
    const values =
      bindings && ts.isNamedImports(bindings) && !clause.name ? valuesOf(bindings.elements) : undefined
    return { specifier: node.moduleSpecifier.text, typeOnly: clause?.isTypeOnly ?? false, values }
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    const named =
      node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements : undefined
    return {
      specifier: node.moduleSpecifier.text,
      typeOnly: node.isTypeOnly,
      values: named ? valuesOf(named) : undefined,
    }
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const { literal } = node.argument
    if (ts.isStringLiteral(literal)) return { specifier: literal.text, typeOnly: true, values: [] }
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments
    if (argument && ts.isStringLiteralLike(argument)) {
      return { specifier: argument.text, typeOnly: false, values: undefined }
    }
  }
  return undefined
}

function valuesOf(elements: readonly (ts.ImportSpecifier | ts.ExportSpecifier)[]): string[] {
  return elements.filter((one) => !one.isTypeOnly).map((one) => (one.propertyName ?? one.name).text)
}

function isNamed(node: ts.ExportDeclaration): boolean {
  return node.exportClause !== undefined && ts.isNamedExports(node.exportClause)
}

function isDoubleCast(node: ts.Node): boolean {
  return (
    ts.isAsExpression(node) &&
    ts.isAsExpression(node.expression) &&
    node.expression.type.kind === ts.SyntaxKind.UnknownKeyword
  )
}

function isFree(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isQualifiedName(parent)) return parent.left === node
  if (ts.isBindingElement(parent)) return parent.propertyName !== node
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false
  const named = parent as ts.Node & { name?: ts.Node }
  const isMember = ts.isPropertyAssignment(parent) || ts.isTypeElement(parent) || ts.isClassElement(parent)
  return !(isMember && named.name === node)
}
