import { operationNames } from '@invoice-adapters/core'
import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { describe, expect, it } from 'vitest'
import { vendors } from '../vendors.ts'
import { callsOf } from './calls.ts'
import { faultVariants } from './fault-variants.ts'
import { baselinesOf, cellsOf, nameOf, runCells } from './matrix.ts'
import { sample } from './sampling.ts'
import { createTally } from './tally.ts'

/** Of each dialect: the quick tier takes a part, of every kind of fault, that the seed chooses. */
const cellsTried = proofSize(250, Number.POSITIVE_INFINITY)
const atOnce = 64
const minutes = 60_000

const beganAt = Date.now()
const byDialect = createTally()
const byFault = createTally()

describe('the fault matrix', () => {
  it.each(vendors)(
    'of $name $dialect: nothing is lost, nothing is done twice',
    { timeout: 20 * minutes },
    async (vendor) => {
      const calls = await baselinesOf(vendor)
      for (const { call, baseline } of calls) {
        const { supported } = vendor.capabilities.operations[call.operation]
        const lacking = call.needs?.(vendor.capabilities) === false
        const asked = [call.name, baseline.outcome, baseline.requests.length > 0]
        const sends = call.operation !== 'webhooks.read'
        if (supported) expect(asked).toEqual([call.name, lacking ? 'invalid_input' : 'ok', sends && !lacking])
        else expect(asked).toEqual([call.name, 'unsupported', false])
      }
      const all = cellsOf(vendor, calls)
      const broken: string[] = []
      const chosen = sample(all, cellsTried, proofSeed(), ({ cell }) => cell.variant.kind)
      await runCells(chosen, atOnce, ({ cell }, { outcome, struck, problems }) => {
        byDialect.add(`${vendor.name} ${vendor.dialect}`, outcome)
        byFault.add(cell.variant.kind, struck ? outcome : 'not met')
        broken.push(...problems.map((problem) => `${nameOf(cell)}: ${outcome}: ${problem}`))
      })
      expect(broken).toEqual([])
      console.info(`${vendor.name} ${vendor.dialect}: ${chosen.length} of ${all.length} cells`)
    },
  )

  it('has every operation of every adapter', () => {
    for (const { capabilities } of vendors)
      expect(new Set(callsOf(capabilities).map(({ operation }) => operation))).toEqual(
        new Set(operationNames),
      )
  })

  // A part of the cells may hold a kind only where no request comes late enough to meet it.
  const every = cellsTried === Number.POSITIVE_INFINITY
  it(`has ${every ? 'met' : 'tried'} every kind of fault`, () => {
    const counted = byFault
      .rows('fault')
      .filter((row) => !every || Object.keys(row).some((key) => key !== 'fault' && key !== 'not met'))
    const kinds = new Set(faultVariants('commet').map(({ kind }) => kind))
    expect(new Set(counted.map(({ fault }) => fault))).toEqual(kinds)
    const proof = {
      name: 'fault-matrix',
      what: 'Every operation of every adapter and dialect, with every fault of the emulator at every request it makes, once and from there on always: the books at the vendor hold the write once or not at all, as the answer says, and the same call made again leaves it there once.',
      size: byDialect.total(),
      result: { broken: 0, outcomes: byDialect.rows('dialect'), faults: byFault.rows('fault') },
      notShown: [
        'Two faults at once, or a fault together with a second caller.',
        'A complete 4xx answer to something that was done all the same: what a vendor says in so many words is believed.',
        'What live vendors do: the books are those of the emulator.',
      ],
    }
    recordProof(proof, { beganAt })
  })
})
