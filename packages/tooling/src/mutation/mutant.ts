import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { MutantResult } from '@stryker-mutator/api/core'

export type MutantStatus = MutantResult['status']

/** One change of one place, and what the tests said to it. */
export interface Mutant {
  /** Path from the root. */
  file: string
  line: number
  mutator: string
  /** The source as it is and as it was changed, each run of white space as one space. */
  from: string
  to: string
  status: MutantStatus
  /** Only for those that were ignored. */
  ignoredBecause?: string
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

/** The text between two places, counted from 1. */
function textBetween(source: string, { start, end }: MutantResult['location']): string {
  const lines = source.split('\n').slice(start.line - 1, end.line)
  const last = lines.length - 1
  const cut = lines.map((text, index) => (index === last ? text.slice(0, end.column - 1) : text))
  return [(cut[0] ?? '').slice(start.column - 1), ...cut.slice(1)].join('\n')
}

export function readMutants(results: MutantResult[], root: string): Mutant[] {
  const sources = new Map<string, string>()
  const sourceOf = (path: string): string => {
    const source = sources.get(path) ?? readFileSync(path, 'utf8')
    sources.set(path, source)
    return source
  }
  return results.map(({ fileName, location, mutatorName, replacement, status, statusReason }) => ({
    file: relative(root, fileName).replaceAll('\\', '/'),
    line: location.start.line,
    mutator: mutatorName,
    from: oneLine(textBetween(sourceOf(fileName), location)),
    to: oneLine(replacement),
    status,
    ...(status === 'Ignored' ? { ignoredBecause: statusReason ?? '' } : {}),
  }))
}
