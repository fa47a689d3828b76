import { describe, expect, it } from 'vitest'
import { vendors } from '../vendors.ts'
import { watch } from './watched.ts'

const hostile = [
  'inv_1/../../customers',
  '../inv_1',
  '..%2finv_1',
  'inv_1?status=paid',
  'inv_1#fragment',
  'inv_1&expand=all',
  'https://elsewhere.example/',
  '//elsewhere.example',
  '@elsewhere.example',
  'inv_1\r\nx-admin: yes',
  'inv_1\\..\\x',
  'ｉnv／１',
  '\u0000',
  '.',
  '..',
  '',
]

describe.each(vendors)('ids given to $name $dialect', (vendor) => {
  it('stay one segment of the path, whatever they hold', async () => {
    const plain = watch(vendor)
    expect((await plain.adapter.get('inv_none')).isErr()).toBe(true)
    const usual = plain.asked.at(-1)
    const depth = usual?.pathname.split('/').length
    for (const id of hostile) {
      const { adapter, asked } = watch(vendor)
      for (const answer of [
        await adapter.get(id),
        await adapter.setStatus(id, 'void'),
        await adapter.send(id),
        await adapter.pdf(id),
        await adapter.delete(id),
        await adapter.listRefunds(id),
      ])
        expect(answer.isErr(), id).toBe(true)
      for (const url of asked.filter(({ pathname }) => !pathname.endsWith('/token'))) {
        expect(url.host).toBe(usual?.host)
        expect(url.pathname.split('/').length, `${id}: ${url.href}`).toBeGreaterThanOrEqual(Number(depth) - 1)
        expect(url.pathname.split('/').length, `${id}: ${url.href}`).toBeLessThanOrEqual(Number(depth) + 1)
        expect(url.hash).toBe('')
      }
    }
  })

  it('in a filter stay one value of the query', async () => {
    const names = async (customerId: string): Promise<string[]> => {
      const { adapter, asked } = watch(vendor)
      const answer = await adapter.list({ customerId })
      if (answer.isErr()) expect(answer.error.message).toMatch(/^[^\n]+$/)
      // A filter that the vendor lacks is refused before anything is asked.
      return asked.flatMap(({ searchParams }) => [...searchParams.keys()]).sort()
    }
    const usual = await names('cus_1')
    for (const id of ['cus_1&status=paid', 'cus_1#x', 'cus_1?x=1', '%26status=paid', 'cus_1;a=b'])
      expect(await names(id)).toEqual(usual)
  })
})
