import { storedAging } from '@invoice-adapters/aggregate/store'
import { timed } from './row.ts'
import { agingByHand, asOfMs, fillInvoices } from './stores/aging-data.ts'
import { closed, emptySqliteFile, openAsTheStoreDoes, storeAt } from './stores/sqlite.ts'

interface AgingRace {
  ours(): Promise<number>
  theirs(): Promise<number>
  close(): Promise<void>
}

/** Both ways over the same file; that both find the same is seen before anything is measured. */
export async function prepareAging(count: number): Promise<AgingRace> {
  const { path, remove } = await emptySqliteFile()
  fillInvoices(path, count)
  const store = await storeAt(`sqlite:${path}`, { now: () => asOfMs })
  const database = openAsTheStoreDoes(path)
  const statement = database.prepare(agingByHand)
  const ours = async (): Promise<unknown> => {
    const tables = await storedAging(store)
    if (tables.isErr()) throw new Error(tables.error.message)
    return tables.value.flatMap(({ currency, buckets }) =>
      buckets.flatMap(({ count, amount }, bucket) =>
        count === 0 ? [] : [[currency, bucket, count, Number(amount)]],
      ),
    )
  }
  const theirs = async (): Promise<unknown> =>
    statement.all().map(({ currency, bucket, count, amount }) => [currency, bucket, count, amount])
  const [found, wanted] = [JSON.stringify(await ours()), JSON.stringify(await theirs())]
  if (found !== wanted) throw new Error(`the report says ${found}, and the SQL by hand ${wanted}`)
  return {
    ours: timed(ours),
    theirs: timed(theirs),
    async close() {
      database.close()
      await closed(store)
      remove()
    },
  }
}
