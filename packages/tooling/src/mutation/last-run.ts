import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Run } from '../proof-pages.ts'
import type { Mutant } from './mutant.ts'
import type { MutationScope } from './scopes.ts'

/** What a run of a scope has found, as it is kept beside the results of the tests. */
export interface ScopeRun {
  run: Run
  durationMs: number
  /** Of the scope's sources and tests. */
  digest: string
  mutants: Mutant[]
}

/** Changes with any source or test of the scope. */
export function digestOf({ mutate, tests }: MutationScope, root: string): string {
  const hash = createHash('sha256')
  const paths = globSync([...mutate, ...tests], { cwd: root }).sort()
  for (const path of paths) hash.update(`${path}\0`).update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

function pathOf(scope: string, root: string): string {
  return join(root, '.test-results', `mutation-${scope}.json`)
}

export function keepRun(scope: string, found: ScopeRun, root: string): void {
  mkdirSync(join(root, '.test-results'), { recursive: true })
  writeFileSync(pathOf(scope, root), `${JSON.stringify(found, null, 1)}\n`)
}

/** The last run of the whole scope; null where there is none, or where its sources or tests are not the same any more. */
export function readLastRun(name: string, scope: MutationScope, root: string): ScopeRun | null {
  try {
    const found = JSON.parse(readFileSync(pathOf(name, root), 'utf8')) as ScopeRun
    return found.digest === digestOf(scope, root) ? found : null
  } catch {
    return null
  }
}
