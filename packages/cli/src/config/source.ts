import { err, ok, Result } from '@invoice-adapters/core'
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import { type Document, isAlias, isCollection, isPair, isScalar, LineCounter, parseDocument } from 'yaml'

export type ConfigPath = readonly (string | number)[]

/** What a configuration file says, and where it says it. */
export interface ConfigSource {
  value: unknown
  /** Line of the value, from 1; null where the format does not tell. */
  lineOf(path: ConfigPath): number | null
  /** A number as it is written: 49.00 and 49 are one value, and not one meaning. Null where the format does not tell. */
  numberText(path: ConfigPath): string | null
}

export interface SyntaxProblem {
  line: number | null
  message: string
}

export function readYaml(text: string): Result<ConfigSource, SyntaxProblem> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number): number => lines.linePos(offset).line
  const problem = document.errors[0]
  if (problem !== undefined) return err({ line: lineAt(problem.pos[0]), message: problem.message })
  // Aliases are followed only here: one without an anchor, or far too many, throw.
  const readValue = Result.fromThrowable(
    (): unknown => document.toJS({ maxAliasCount: 100 }),
    (thrown) => ({ line: null, message: thrown instanceof Error ? thrown.message : 'is no YAML' }),
  )
  return readValue().map((value) => ({
    value,
    lineOf: (path: ConfigPath) => {
      const parent = path.length <= 1 ? document.contents : document.getIn(path.slice(0, -1), true)
      const pairs = isCollection(parent) ? parent.items : []
      // The key stands where a reader looks; a value may begin on a later line.
      const pair = pairs.find((one) => isPair(one) && isScalar(one.key) && one.key.value === path.at(-1))
      const node = isPair(pair) && isScalar(pair.key) ? pair.key : document.getIn(path, true)
      const range = isScalar(node) || isCollection(node) ? node.range : null
      return range ? lineAt(range[0]) : null
    },
    numberText: (path: ConfigPath) => yamlNumberText(document, path),
  }))
}

function yamlNumberText(document: Document.Parsed, path: ConfigPath): string | null {
  const followed = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node)
  const node = path.reduce<unknown>((parent, key) => {
    const inside = followed(parent)
    return isCollection(inside) ? inside.get(key, true) : undefined
  }, document.contents)
  const scalar = followed(node)
  return isScalar(scalar) && scalar.source !== undefined ? scalar.source : null
}

/** JSON; comments and trailing commas are taken as well, as editors do in such files. */
export function readJson(text: string): Result<ConfigSource, SyntaxProblem> {
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true })
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length
  const problem = errors[0]
  if (problem !== undefined || root === undefined) {
    const words = printParseErrorCode(problem?.error ?? 4).replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    return err({ line: lineAt(problem?.offset ?? 0), message: words.toLowerCase() })
  }
  const repeated = repeatedKey(root)
  if (repeated !== null) {
    return err({ line: lineAt(repeated.offset), message: `"${String(repeated.value)}" is given twice` })
  }
  return ok({
    value: getNodeValue(root),
    lineOf: (path) => {
      const node = findNodeAtLocation(root, [...path])
      return node === undefined ? null : lineAt((node.parent?.children?.[0] ?? node).offset)
    },
    numberText: (path) => {
      const node = findNodeAtLocation(root, [...path])
      return node?.type === 'number' ? text.slice(node.offset, node.offset + node.length) : null
    },
  })
}

/** The parser would keep the last one in silence. */
function repeatedKey(node: Node): Node | null {
  const keys = new Set<unknown>()
  for (const child of node.children ?? []) {
    const key = node.type === 'object' ? child.children?.[0] : undefined
    if (key !== undefined && keys.has(key.value)) return key
    keys.add(key?.value)
    const inner = repeatedKey(child)
    if (inner !== null) return inner
  }
  return null
}
