import type { ProofRecord } from '../proof.ts'
import { quickSeed } from '../seed.ts'
import { countMutants, type Judgement, scoreOf, shownScore } from './judge.ts'
import type { Mutant } from './mutant.ts'
import type { MutationScope } from './scopes.ts'

const longest = 160

/** As code in a cell of a table. What is long is cut: the line leads to the rest. */
function code(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)} …` : text
  const longestRun = Math.max(0, ...[...cut.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longestRun + 1)
  return `${fence} ${cut} ${fence}`
}

function byFile(mutants: Mutant[]): Record<string, unknown>[] {
  const files = [...new Set(mutants.map(({ file }) => file))].sort()
  return files.map((file) => {
    const counts = countMutants(mutants.filter((mutant) => mutant.file === file))
    return { file, score: Number(shownScore(scoreOf(counts))), ...counts }
  })
}

function table(name: string, rows: Record<string, unknown>[]): Record<string, unknown> {
  return rows.length > 0 ? { [name]: rows } : {}
}

/** The page of one scope: figures, figures by file, and every mutant that no test noticed with the reason for it. */
export function mutationRecord(
  name: string,
  scope: MutationScope,
  mutants: Mutant[],
  judgement: Judgement,
  durationMs: number,
): ProofRecord {
  const survivors = judgement.survivors.map(({ mutant, reason }) => ({
    place: `${mutant.file}:${mutant.line}`,
    mutator: mutant.mutator,
    from: code(mutant.from),
    to: code(mutant.to),
    reached: mutant.status === 'Survived' ? 'yes' : 'no',
    reason,
  }))
  const ignored = mutants
    .filter(({ status }) => status === 'Ignored')
    .map(({ file, line, mutator, from, ignoredBecause }) => ({
      place: `${file}:${line}`,
      mutator,
      from: code(from),
      reason: ignoredBecause,
    }))
  const leftOut = Object.entries(scope.leftOut ?? {}).map(([files, reason]) => ({
    files: code(files),
    reason,
  }))
  return {
    name: `mutation-${name}`,
    what: `Changes of one place in ${scope.what}, each noticed by a quick test, or listed here with the reason why not.`,
    size: mutants.length,
    seed: quickSeed,
    durationMs,
    repeat: `pnpm mutate ${name}`,
    result: {
      score: Number(shownScore(judgement.score)),
      ...judgement.counts,
      tests: scope.tests.map(code).join(' '),
      ...table('files', byFile(mutants)),
      ...table('survivors', survivors),
      ...table('disabled', ignored),
      ...table('leftOut', leftOut),
    },
  }
}
