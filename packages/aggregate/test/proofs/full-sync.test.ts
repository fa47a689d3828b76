import type { Emulator, RecordedRequest } from '@invoice-adapters/emulator'
import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { describe, expect, it, onTestFinished } from 'vitest'
import { places, storeAt } from '../store/places.ts'
import { runProgram } from './child.ts'
import { serveClock } from './control.ts'
import type { FullSyncOrder, FullSyncOutcome } from './full-sync-process.ts'
import { type AccountSize, countedCalls, extrasOfFull, leastOfFull, sumOf } from './least-calls.ts'
import { differences, ledgerTotals, storedTotals } from './truth.ts'
import { createWorld, placeOf, proofAccounts } from './world.ts'

/** Invoices in each of four accounts: 10,000 and 100,000 in all at full size. */
const perAccount = { small: proofSize(20, 2_500), large: proofSize(200, 25_000) }
/** MiB. In the quick tier a process is still warming up, which is no memory of invoices. */
const mostApart = proofSize(80, 40)
/** Otherwise V8 lets garbage lie while the machine has memory, and a peak says little of what is needed. */
const heapLimit = ['--max-old-space-size=128', '--max-semi-space-size=4']
const seed = proofSeed()

async function serve(emulator: Emulator) {
  const listening = await emulator.listen()
  onTestFinished(() => listening.close())
  return { origins: listening, control: await serveClock(emulator) }
}

/** Syncs everything in a child process over real ports, at the vendors' true limits. */
async function syncEverything(emulator: Emulator, address: string) {
  const { origins, control } = await serve(emulator)
  const start = emulator.clock.now()
  const before = emulator.requests.length
  const order: FullSyncOrder = {
    address,
    control,
    start,
    places: proofAccounts.map((account) => placeOf(emulator, account, origins)),
  }
  const output = await runProgram(
    'full-sync-process.ts',
    { FULL_SYNC_ORDER: JSON.stringify(order) },
    heapLimit,
  )
  return {
    outcome: JSON.parse(output) as FullSyncOutcome,
    requests: emulator.requests.slice(before),
    minutesAtTrueLimits: Math.round((emulator.clock.now() - start) / 60_000),
  }
}

function sizesOf({ ledger }: Emulator): AccountSize[] {
  return proofAccounts.map(({ provider, account }) => {
    const invoices = ledger.invoices({ vendor: provider, account })
    // Every seeded invoice that is paid was paid by a payment.
    const withPayment = invoices.filter(({ status }) => status === 'paid').length
    return { provider, account, invoices: invoices.length, withPayment }
  })
}

/** The least, and what came on top of it with its reason. */
function callTerms(emulator: Emulator, requests: readonly RecordedRequest[]) {
  const sizes = sizesOf(emulator)
  const tokens = requests.filter(({ operation }) => operation === 'get_token').length
  const extras = sizes.flatMap((size) => extrasOfFull(size, { timeCursor: size.account === 'alpha', tokens }))
  return { least: sizes.flatMap(leastOfFull), extras }
}

function mib(kib: number): number {
  return Math.round(kib / 102.4) / 10
}

describe.each(places())('$name', ({ name, address }) => {
  it('reads four accounts of three vendors to the minor unit, with the fewest calls and bounded memory', async () => {
    const few = createWorld(perAccount.small, seed)
    const small = await syncEverything(few, await address())
    const many = createWorld(perAccount.large, seed)
    const at = await address()
    const large = await syncEverything(many, at)

    const { least, extras } = callTerms(many, large.requests)
    expect(countedCalls(large.requests)).toEqual(sumOf([...least, ...extras]))
    expect(large.requests.filter(({ answered }) => answered !== 200 && answered !== 201)).toEqual([])
    expect(large.outcome.runs.map(({ evidence }) => evidence.conclusion)).toEqual([
      'cross_checked',
      'walked',
      'walked',
      'walked',
    ])

    const store = await storeAt(at, { now: many.clock.now })
    const totals = await storedTotals(store)
    expect(totals).toEqual(ledgerTotals(many.ledger))
    expect(await differences(store, many.ledger)).toEqual([])
    const apart = mib(large.outcome.memoryPeak - small.outcome.memoryPeak)
    expect(apart).toBeLessThanOrEqual(mostApart)

    const calls = (terms: typeof least) => terms.reduce((sum, term) => sum + term.calls, 0)
    recordProof({
      name: `full-sync-${name}`,
      what: `${4 * perAccount.large} invoices in four accounts of three vendors, synced over real ports into ${name}: every total and every invoice as in the ledger, calls and memory counted`,
      size: 4 * perAccount.large,
      result: {
        totalsCompared: Object.keys(totals).length,
        totalsThatDiffer: 0,
        invoicesThatDiffer: 0,
        leastCalls: calls(least),
        callsMade: large.requests.length,
        callsRefusedForALimit: 0,
        memoryPeakMiBOfATenth: mib(small.outcome.memoryPeak),
        memoryPeakMiB: mib(large.outcome.memoryPeak),
        memoryApartMiB: apart,
        heapOfTheProcess: heapLimit.join(' '),
        secondsOfSyncing: large.outcome.seconds,
        minutesThatTheLimitsWouldTake: large.minutesAtTrueLimits,
        factorOfLimitsAndClock: 1,
        leastByFormula: least,
        beyondTheLeast: extras,
      },
      notShown: [
        'What a live vendor does: the accounts are emulated.',
        'How long it takes: the vendors’ limits are true, but their clock is moved forward instead of waited for; without a limit, as at Commet, only this machine’s time is spent.',
        'Accounts synced at the same time: here one follows the other. Other proofs do that.',
        'Memory of an application around it; the figures are the highest resident memory of the syncing process.',
      ],
    })
  }, 10_800_000)
})
