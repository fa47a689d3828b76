import { describe, expect, it } from 'vitest'
import { vendors } from '../vendors.ts'
import { rewritten, watch } from './watched.ts'

const elsewhere = 'https://elsewhere.example/steal'

describe.each(vendors)('addresses in the answers of $name $dialect', (vendor) => {
  it('of redirects are not asked', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      const { emulator, adapter, asked } = watch(vendor)
      emulator.faults.add({
        fault: { kind: 'redirect', status, to: elsewhere },
        times: Number.POSITIVE_INFINITY,
      })
      expect((await adapter.get('inv_1')).isErr()).toBe(true)
      expect((await adapter.setStatus('inv_1', 'void')).isErr()).toBe(true)
      expect(asked.filter(({ host }) => host === 'elsewhere.example')).toEqual([])
    }
  })

  it('in bodies and headers are handed on at most, and never asked', async () => {
    const { adapter, asked } = watch(vendor, async (answer) => {
      const body = await answer.text()
      const headers = new Headers(answer.headers)
      headers.set('link', `<${elsewhere}>; rel="next"`)
      headers.set('location', elsewhere)
      headers.set('content-location', elsewhere)
      const pointed = body
        .replaceAll(/"https?:[^"]*"/g, JSON.stringify(elsewhere))
        .replace(/^\{/, `{"next":${JSON.stringify(elsewhere)},"next_page_url":${JSON.stringify(elsewhere)},`)
      return new Response(pointed, { status: answer.status, headers })
    })
    const answers = [
      await adapter.list({ pageSize: 1 }),
      await adapter.get('inv_1'),
      await adapter.pdf('inv_1'),
      await adapter.findByExternalId('x'),
      await adapter.customers.list(),
      await adapter.check(),
    ]
    expect(answers.some((answer) => answer.isOk())).toBe(true)
    expect(asked.length).toBeGreaterThan(3)
    expect(asked.filter(({ host }) => host === 'elsewhere.example')).toEqual([])
  })

  it('as cursors are sent to the vendor alone, as one value', async () => {
    const { adapter, asked } = watch(vendor, (answer) =>
      rewritten(answer, (body) =>
        body.replace(
          /"(next_?[cC]ursor|end_cursor|next_page_token)":(null|"[^"]*")/g,
          `"$1":${JSON.stringify(elsewhere)}`,
        ),
      ),
    )
    const answers = [
      await adapter.list({ cursor: elsewhere }),
      await adapter.list({ cursor: 'a&status=paid#b' }),
    ]
    for (const answer of answers) if (answer.isErr()) expect(answer.error.message).toMatch(/^[^\n]+$/)
    expect(asked.filter(({ host }) => host === 'elsewhere.example')).toEqual([])
    expect(asked.filter(({ searchParams }) => searchParams.has('status'))).toEqual([])
  })
})
