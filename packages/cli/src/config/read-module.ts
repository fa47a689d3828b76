import { err, ok, type Result } from '@invoice-adapters/core'
import { createJiti } from 'jiti'
import type { ConfigSource, SyntaxProblem } from './source.ts'

/** TypeScript or JavaScript: the default export, run as it is. */
export async function readModule(path: string): Promise<Result<ConfigSource, SyntaxProblem>> {
  const jiti = createJiti(import.meta.url, { fsCache: false, moduleCache: false, interopDefault: true })
  try {
    const value: unknown = await jiti.import(path, { default: true })
    return ok({ value, lineOf: () => null, numberText: () => null })
  } catch (error) {
    return err({ line: lineIn(error, path), message: firstLine(error) })
  }
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return (text.split('\n')[0] ?? text).trim()
}

/** Of the first place in the file that the error names. */
function lineIn(error: unknown, path: string): number | null {
  const text = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : ''
  const after = text.split(`${path}:`)[1] ?? ''
  const line = Number(/^\d+/.exec(after)?.[0] ?? Number.NaN)
  return Number.isNaN(line) ? null : line
}
