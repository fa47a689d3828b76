// Runs one row, or measures how one cost grows, in a process of its own, so that none runs in what another left behind.
// Prints what came of it as JSON.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { growths } from './growth.ts'
import { judge, type Round } from './judge.ts'
import type { Grown } from './record.ts'
import type { Row } from './row.ts'

/** Both ways in turn, each first every second time; what one leaves in memory is not the other's to clean up. */
async function play(row: Row): Promise<Round[]> {
  const { ours, theirs, close } = await row.prepare()
  const alone = async (run: () => Promise<number>): Promise<number> => {
    globalThis.gc?.()
    return run()
  }
  const rounds: Round[] = []
  const warmUps = row.warmUps ?? 1
  for (let number = 0; number < (row.rounds ?? 9) + warmUps; number += 1) {
    const first = number % 2 === 0 ? await alone(ours) : null
    const other = await alone(theirs)
    rounds.push({ ours: first ?? (await alone(ours)), theirs: other })
  }
  await close?.()
  return rounds.slice(warmUps)
}

async function grow(name: string): Promise<Grown> {
  const growth = growths[name]
  if (growth === undefined) throw new Error(`${name} is neither a row nor a growth`)
  const { what, of, simulated, sizes, measure } = growth
  const points = []
  for (const size of sizes) points.push({ size, ...(await measure(size)) })
  return { name, what, of, simulated, points }
}

const name = process.argv[2] ?? ''
if (existsSync(join(import.meta.dirname, 'rows', `${name}.ts`))) {
  const { row } = (await import(`./rows/${name}.ts`)) as { row: Row }
  process.stdout.write(JSON.stringify(judge(name, row, await play(row))))
} else process.stdout.write(JSON.stringify(await grow(name)))
