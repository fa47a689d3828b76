import { type InvalidInput, type InvoiceAdapter, type Result, ResultAsync } from '@invoice-adapters/core'
import {
  baseUrlSchema,
  commonOptionsShape,
  credentialSchema,
  defineAdapter,
  normalizeBaseUrl,
  parseInput,
} from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'
import { paperbillCapabilities } from './capabilities.ts'
import { connect, getBill, type PaperbillAdapterOptions } from './connection.ts'
import { createBill } from './create.ts'
import { checkAccount, findBill, listBills } from './reads.ts'
import { setBillStatus } from './set-status.ts'

const optionsSchema = z.strictObject({
  ...commonOptionsShape(),
  apiKey: credentialSchema((key) => (/^pb_[\x21-\x7e]+$/.test(key) ? null : 'must begin with pb_')),
  baseUrl: z.optional(baseUrlSchema),
})

export function createPaperbillAdapter(given: PaperbillAdapterOptions): Result<InvoiceAdapter, InvalidInput> {
  const context = { provider: 'paperbill', account: null, operation: 'createPaperbillAdapter' }
  return parseInput(optionsSchema, given, context, 'options').andThen((options) => {
    const { baseUrl = 'https://api.paperbill.example' } = options
    const connection = connect({ ...options, baseUrl: normalizeBaseUrl(baseUrl) })
    return defineAdapter({
      specificationVersion: 'v1',
      provider: 'paperbill',
      account: options.account,
      capabilities: paperbillCapabilities,
      options,
      list: (query, settings) => listBills(connection, query, settings),
      get: (id, settings) => getBill(connection, 'get', id, settings),
      check: (settings) => checkAccount(connection, settings),
      findByExternalId: (externalId, settings) =>
        findBill(connection, 'findByExternalId', externalId, settings),
      create: (asked, notWritten, settings) =>
        new ResultAsync(createBill(connection, { asked, notWritten, settings })),
      setStatus: (id, to, settings) => setBillStatus(connection, id, to, settings),
    })
  })
}
