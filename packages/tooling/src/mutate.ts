// `pnpm mutate money status`: mutation testing of these scopes, or of all; their pages in docs/proofs/ are written anew.
// `pnpm mutate money --judge`: the last run of the scope against reasons that were written since.
// `pnpm mutate money packages/core/src/money/sum.ts`: some files of a scope; nothing is written.
import { join } from 'node:path'
import { type Judgement, judgeMutants, shownScore } from './mutation/judge.ts'
import { digestOf, keepRun, readLastRun, type ScopeRun } from './mutation/last-run.ts'
import { mutationRecord } from './mutation/mutation-record.ts'
import { readReasons } from './mutation/reasons.ts'
import { runScope } from './mutation/run-scope.ts'
import { type MutationScope, mutationScopes } from './mutation/scopes.ts'
import { runOf, writeProofs } from './proof-pages.ts'
import { root } from './root.ts'

async function newRun(name: string, scope: MutationScope, only: string[]): Promise<ScopeRun> {
  // Asked before the run, as `pnpm prove` does.
  const [run, digest] = [runOf(root), digestOf(scope, root)]
  const startedAt = Date.now()
  const mutants = await runScope(name, scope, only, root)
  return { run, digest, mutants, durationMs: Date.now() - startedAt }
}

function tell(name: string, { mutants }: ScopeRun, { problems, score }: Judgement): boolean {
  for (const problem of problems) console.error(`${name}: ${problem}`)
  console.log(`${name}: ${shownScore(score)} of ${mutants.length} mutants were noticed`)
  return problems.length === 0
}

async function mutateFiles(name: string, scope: MutationScope, only: string[]): Promise<boolean> {
  const found = await newRun(name, scope, only)
  const explained = readReasons(name).filter(({ file }) => only.includes(file))
  return tell(name, found, judgeMutants(found.mutants, explained))
}

function judgeScope(name: string, scope: MutationScope, found: ScopeRun): boolean {
  const judgement = judgeMutants(found.mutants, readReasons(name))
  const holds = tell(name, found, judgement)
  if (holds) {
    const record = mutationRecord(name, scope, found.mutants, judgement, found.durationMs)
    writeProofs(join(root, 'docs', 'proofs'), [record], found.run)
  }
  return holds
}

function judgeLastRun(name: string, scope: MutationScope): boolean {
  const found = readLastRun(name, scope, root)
  if (found !== null) return judgeScope(name, scope, found)
  console.error(
    `${name}: There is no run of it with the sources and tests as they are; run it without --judge.`,
  )
  return false
}

async function mutateScope(name: string, scope: MutationScope): Promise<boolean> {
  const found = await newRun(name, scope, [])
  keepRun(name, found, root)
  return judgeScope(name, scope, found)
}

async function mutate(given: string[]): Promise<number> {
  const judges = given.includes('--judge')
  const only = given.filter((argument) => argument.includes('/'))
  const named = given.filter((argument) => argument !== '--judge' && !argument.includes('/'))
  const known = Object.keys(mutationScopes)
  const unknown = named.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    console.error(`There is no scope "${unknown}"; there are ${known.join(', ')}.`)
    return 2
  }
  if (only.length > 0 && (named.length !== 1 || judges)) {
    console.error('Files can be chosen within one scope: name it before them.')
    return 2
  }
  const scopes = Object.entries(mutationScopes).filter(([name]) => named.length === 0 || named.includes(name))
  const held: boolean[] = []
  for (const [name, scope] of scopes) {
    if (judges) held.push(judgeLastRun(name, scope))
    else held.push(await (only.length > 0 ? mutateFiles(name, scope, only) : mutateScope(name, scope)))
  }
  return held.every(Boolean) ? 0 : 1
}

process.exitCode = await mutate(process.argv.slice(2))
