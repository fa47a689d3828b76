import { countTogether, slowAccounts } from './aggregate-row.ts'
import { prepareAging } from './aging-race.ts'
import { runBuilt } from './child.ts'
import { timed } from './row.ts'
import { invoicePages } from './stores/invoice-pages.ts'
import { openPlace, storeBySync } from './storing-row.ts'

/** How one cost grows: the same at several sizes, each once. */
export interface Growth {
  what: string
  /** What the sizes count. */
  of: 'invoices' | 'accounts'
  sizes: readonly number[]
  /** What is not as in real life. */
  simulated: string
  measure(size: number): Promise<Measured>
}

export interface Measured {
  milliseconds: number
  /** Peak of a process of its own. */
  megabytes?: number
}

/** Listed in a process of its own, from pages that are made when asked for. */
export function streamed(count: number, ...mode: 'live'[]): Required<Measured> {
  return JSON.parse(runBuilt('programs/stream.ts', [String(count), ...mode])) as Required<Measured>
}

async function stored(count: number): Promise<Measured> {
  const place = await openPlace.sqlite()
  const pages = await invoicePages(count)
  return { milliseconds: await place.withEmpty((address) => storeBySync(address, pages)) }
}

async function aged(count: number): Promise<Measured> {
  const { ours, close } = await prepareAging(count)
  const milliseconds = await ours()
  await close()
  return { milliseconds }
}

async function aggregated(accounts: number): Promise<Measured> {
  const adapters = await slowAccounts(accounts, 1)
  return { milliseconds: await timed(() => countTogether(adapters))() }
}

const decades = [1_000, 10_000, 100_000, 1_000_000]

export const growths: Record<string, Growth> = {
  'growth-stream': {
    what: 'list invoices of Commet, validated and mapped',
    of: 'invoices',
    sizes: decades,
    simulated: 'pages are made in the same process when they are asked for',
    measure: async (size) => streamed(size),
  },
  'growth-store': {
    what: 'a first full sync into SQLite',
    of: 'invoices',
    sizes: decades.slice(0, 3),
    simulated:
      'the account answers at once; 1,000,000 is left out, since it would take most of the time of a run',
    measure: stored,
  },
  'growth-aging': {
    what: 'the aging report out of SQLite',
    of: 'invoices',
    sizes: decades,
    simulated: 'rows are made directly in the tables',
    measure: aged,
  },
  'growth-aggregate': {
    what: 'a live aggregate of accounts of 20 pages, 25 ms and 1 invoice each',
    of: 'accounts',
    sizes: [1, 10, 100, 1_000],
    simulated: 'answers come in the same process, after a timer',
    measure: aggregated,
  },
}
