import { ensure, ensureEqual, okOf } from '../checks.ts'
import type { KitTest } from '../kit-test.ts'
import { day, expectedStatus, factsFor, fromNow, seededOne } from '../seeding.ts'
import { walkPages } from '../walk.ts'

const eachWord: KitTest = {
  name: 'each-word-has-its-meaning',
  promise:
    'every status word of the vendor reads as the data says, which is what it truly means, and is kept verbatim',
  async run(bench) {
    const { meanings } = bench.capabilities.status
    for (const { provider, canonical } of meanings) {
      if (!bench.harness.facts.statusWords.includes(provider)) {
        bench.notProven(`no record with the word ${provider} can be made`)
        continue
      }
      const facts = await seededOne(bench, { providerStatus: provider, dueAt: fromNow(bench, day) })
      ensureEqual(facts.status, canonical, `the meaning that the data gives to ${provider}, by the oracle`)
      const invoice = okOf(await bench.adapter.get(facts.id), `get of one ${provider}`)
      ensureEqual(
        [invoice.status, invoice.providerStatus],
        [canonical, provider],
        'status and providerStatus',
      )
    }
  },
}

const everyWordListed: KitTest = {
  name: 'every-word-is-listed',
  promise: 'the data leaves out no status word that the vendor is known to have',
  async run(bench) {
    const listed = bench.capabilities.status.meanings.map((meaning) => meaning.provider)
    const missing = bench.harness.facts.statusWords.filter((word) => !listed.includes(word))
    ensureEqual(missing, [], 'the list of words without a meaning')
  },
}

const unheardWord: KitTest = {
  name: 'unheard-word-is-unknown',
  promise:
    'a status word nobody has heard of is `unknown`, kept verbatim, with a note; never an error, never a default',
  needs: ['unheard_status_words'],
  async run(bench) {
    const facts = await seededOne(bench, { providerStatus: 'half_settled' })
    const { invoices, unreadable } = await walkPages(bench.adapter, {})
    ensureEqual(unreadable.length, 0, 'the number of unreadable records')
    for (const invoice of [okOf(await bench.adapter.get(facts.id), 'get'), ...invoices]) {
      ensureEqual(
        [invoice.status, invoice.providerStatus],
        ['unknown', 'half_settled'],
        'status and providerStatus',
      )
      ensure(
        invoice.notes.some((note) => note.code === 'unknown_status'),
        'no note tells of the unknown status',
      )
    }
  },
}

const pastDueByClock: KitTest = {
  name: 'past-due-comes-with-time',
  promise: 'an open invoice is past due once its due date has passed, and not before',
  needs: ['clock'],
  async run(bench) {
    const facts = await seededOne(bench, { status: 'open', dueAt: fromNow(bench, day) })
    const before = okOf(await bench.adapter.get(facts.id), 'get before the due date')
    ensureEqual(before.status, 'open', 'status before the due date')
    await bench.world.clock.advance(2 * day)
    const later = await factsFor(bench, facts.id)
    const after = okOf(await bench.adapter.get(facts.id), 'get after the due date')
    ensureEqual(after.status, expectedStatus(bench, later), 'status after the due date')
    const derives = bench.capabilities.status.derived.some((one) => one.canonical === 'past_due')
    if (derives)
      ensure(
        after.derived.some((one) => one.field === 'status'),
        'derived does not list the status',
      )
  },
}

export const statusWordTests: readonly KitTest[] = [eachWord, everyWordListed, unheardWord, pastDueByClock]
