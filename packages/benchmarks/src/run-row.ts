// Runs one row in a process of its own, so that no row runs in what another left behind, and prints its verdict as JSON.
import { judge, type Round } from './judge.ts'
import type { Row } from './row.ts'

/** Both ways in turn, each first every second time; what one leaves in memory is not the other's to clean up. */
async function play(row: Row): Promise<Round[]> {
  const { ours, theirs } = await row.prepare()
  const alone = async (run: () => Promise<number>): Promise<number> => {
    globalThis.gc?.()
    return run()
  }
  const rounds: Round[] = []
  for (let number = 0; number <= (row.rounds ?? 9); number += 1) {
    const first = number % 2 === 0 ? await alone(ours) : null
    const other = await alone(theirs)
    rounds.push({ ours: first ?? (await alone(ours)), theirs: other })
  }
  return rounds.slice(1)
}

const name = process.argv[2] ?? ''
const { row } = (await import(`./rows/${name}.ts`)) as { row: Row }
process.stdout.write(JSON.stringify(judge(name, row, await play(row))))
