import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Explained } from './judge.ts'

/** One reason for survivors of one file, as it stands in `reasons/*.json`. */
interface Explanation {
  reason: string
  file: string
  survivors: Pick<Explained, 'mutator' | 'from' | 'to' | 'times'>[]
}

/** Why some mutants of a scope survive. */
export function readReasons(scope: string): Explained[] {
  const path = fileURLToPath(new URL(`reasons/${scope}.json`, import.meta.url))
  if (!existsSync(path)) return []
  const explanations = JSON.parse(readFileSync(path, 'utf8')) as Explanation[]
  return explanations.flatMap(({ reason, file, survivors }) =>
    survivors.map((survivor) => ({ ...survivor, file, reason })),
  )
}
