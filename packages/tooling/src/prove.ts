// `pnpm prove`: the tests at full size, with their records written to docs/proofs/.
// `pnpm prove --seed 7 packages/core` repeats one part of an earlier run.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProofRecord } from './proof.ts'
import { runOf, writeProofs } from './proof-pages.ts'
import { root } from './root.ts'
import { readSeed } from './seed.ts'
import { countLine, exitCodeOf, runVitest } from './vitest-run.ts'

function readRecords(folder: string): ProofRecord[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as ProofRecord)
}

function prove(): number {
  const { seed, rest, problem } = readSeed(process.argv.slice(2), process.env.PROVE_SEED, Date.now())
  if (problem !== undefined) {
    console.error(problem)
    return 2
  }
  console.log(`Seed ${seed}; repeat with: pnpm prove --seed ${seed}`)
  // Asked before the run, since the run itself may change files that git follows.
  const run = runOf(root)
  const folder = mkdtempSync(join(tmpdir(), 'proofs-'))
  try {
    const env = { ...process.env, PROVE: 'full', PROVE_SEED: String(seed), PROOF_DIR: folder }
    const counts = runVitest(['--testTimeout=1800000', '--hookTimeout=600000', ...rest], env)
    if (exitCodeOf(counts) === 0) {
      const written = writeProofs(join(root, 'docs', 'proofs'), readRecords(folder), run)
      console.log(`${written} proofs written to docs/proofs/`)
    } else {
      console.log('Nothing was written to docs/proofs/, since not every test passed.')
    }
    console.log(countLine(counts))
    return exitCodeOf(counts)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

process.exitCode = prove()
