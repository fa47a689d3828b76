// For tests: one code, two sizes. `pnpm test` runs it at quick size; `pnpm prove` at full size, keeping a record.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TestRunner } from 'vitest'
import { quickSeed } from './seed.ts'

export interface ProofInput {
  /** kebab-case; becomes the name of the file in `docs/proofs/`. */
  name: string
  /** One sentence: what this proof shows. */
  what: string
  /** How many cases were tried, usually what `proofSize` answered. */
  size: number
  /** The figures found, as plain JSON. */
  result: Record<string, unknown>
  /** What a reader might think is shown as well, and is not; a sentence each. */
  notShown?: string[]
  /** The command that repeats it, where that is not `pnpm prove` with the seed. */
  repeat?: string
}

/** How long it took to find out. */
export interface ProofTiming {
  /** Milliseconds since 1970; default the start of the running test. For what several tests found together. */
  beganAt?: number
}

/** What a test leaves behind for `pnpm prove`. */
export interface ProofRecord extends ProofInput {
  seed: number
  durationMs: number
}

const loadedAt = Date.now()

export function proofSize(quick: number, full: number): number {
  return process.env.PROVE === 'full' ? full : quick
}

export function proofSeed(): number {
  const given = process.env.PROVE_SEED
  if (given === undefined || given === '') return quickSeed
  const seed = Number(given)
  if (!Number.isSafeInteger(seed)) throw new Error(`PROVE_SEED must be a whole number, not "${given}".`)
  return seed
}

/** Writes the record for `pnpm prove`; does nothing in the quick tier. */
export function recordProof(input: ProofInput, { beganAt }: ProofTiming = {}): void {
  const folder = process.env.PROOF_DIR
  if (process.env.PROVE !== 'full' || !folder) return
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(input.name)) {
    throw new Error(`A proof's name must be kebab-case, not "${input.name}".`)
  }
  const began = beganAt ?? TestRunner.getCurrentTest()?.result?.startTime ?? loadedAt
  const durationMs = Date.now() - began
  const record: ProofRecord = { ...input, seed: proofSeed(), durationMs: Math.round(durationMs) }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${input.name}.json`), `${JSON.stringify(record, null, 2)}\n`)
}
