// `pnpm mutate money status`: mutation testing of these scopes, or of all; their pages in docs/proofs/ are written anew.
// `pnpm mutate money packages/core/src/money/sum.ts` tries one file of a scope, and writes nothing.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { judgeMutants, shownScore } from './mutation/judge.ts'
import type { Mutant } from './mutation/mutant.ts'
import { mutationRecord } from './mutation/mutation-record.ts'
import { readReasons } from './mutation/reasons.ts'
import { runScope } from './mutation/run-scope.ts'
import { mutationScopes } from './mutation/scopes.ts'
import { runOf, writeProofs } from './proof-pages.ts'
import { root } from './root.ts'

/** Beside the results of the tests, for whoever looks into a survivor. */
function keepForReading(name: string, mutants: Mutant[]): void {
  const folder = join(root, '.test-results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `mutation-${name}.json`), `${JSON.stringify(mutants, null, 1)}\n`)
}

async function mutateScope(name: string, only: string[]): Promise<boolean> {
  const scope = mutationScopes[name]
  if (scope === undefined) return false
  // Asked before the run, as `pnpm prove` does.
  const run = runOf(root)
  const startedAt = Date.now()
  const mutants = await runScope(name, scope, only, root)
  keepForReading(name, mutants)
  const explained = readReasons(name).filter(({ file }) => only.length === 0 || only.includes(file))
  const judgement = judgeMutants(mutants, explained)
  for (const problem of judgement.problems) console.error(`${name}: ${problem}`)
  const figures = `${shownScore(judgement.score)} of ${mutants.length} mutants were noticed`
  const holds = judgement.problems.length === 0
  if (holds && only.length === 0) {
    const record = mutationRecord(name, scope, mutants, judgement, Date.now() - startedAt)
    writeProofs(join(root, 'docs', 'proofs'), [record], run)
  }
  console.log(`${name}: ${figures}${holds ? '' : '; its page was not written'}`)
  return holds
}

async function mutate(): Promise<number> {
  const only = process.argv.slice(2).filter((argument) => argument.includes('/'))
  const named = process.argv.slice(2).filter((argument) => !argument.includes('/'))
  const known = Object.keys(mutationScopes)
  const unknown = named.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    console.error(`There is no scope "${unknown}"; there are ${known.join(', ')}.`)
    return 2
  }
  if (only.length > 0 && named.length !== 1) {
    console.error('Files can be chosen within one scope: name it before them.')
    return 2
  }
  let failed = false
  for (const name of named.length > 0 ? named : known) failed = !(await mutateScope(name, only)) || failed
  return failed ? 1 : 0
}

process.exitCode = await mutate()
