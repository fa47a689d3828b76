import type { AssetAdapterOptions } from '@invoice-adapters/asset'
import type { CommetAdapterOptions } from '@invoice-adapters/commet'
import type { WhopAdapterOptions } from '@invoice-adapters/whop'
import * as z from 'zod'

export const vendorNames = ['commet', 'asset', 'whop'] as const

export type VendorName = (typeof vendorNames)[number]

/** What the program gives itself. */
type NotConfigured = 'account' | 'fetch' | 'now' | 'limiter' | 'observe' | 'settlement' | 'tokenCache'

/** One account at one vendor: the options of its adapter that can stand in a file. */
export type AccountConfig =
  | ({ vendor: 'commet' } & Omit<CommetAdapterOptions, NotConfigured>)
  | ({ vendor: 'asset' } & Omit<AssetAdapterOptions, NotConfigured>)
  | ({ vendor: 'whop' } & Omit<WhopAdapterOptions, NotConfigured>)

/** The contents of `invoices.config.{ts,js,json,yaml}`. */
export interface InvoicesConfig {
  /** Where the JSON schema is, for editors. */
  $schema?: string | undefined
  /** By a name of your own, which becomes part of the identity of stored invoices. */
  accounts: Record<string, AccountConfig>
  /** `sqlite:./invoices.db` (default; relative to the file) or `postgres://user@host/database`. */
  store?: string | undefined
}

/** A text, or, in a configuration that is a program, a function that is asked for it. */
const credential = z.union([
  z.string().min(1, 'must not be empty'),
  z.custom<() => string | Promise<string>>((value) => typeof value === 'function', {
    error: 'must be a text or a function that gives one',
  }),
])

const milliseconds = z.int().min(1)

const common = {
  baseUrl: z.string().optional().describe('Another address of the vendor, such as that of an emulator.'),
  raw: z
    .boolean()
    .optional()
    .describe("Whether the vendor's own answers are kept with each invoice. Default true."),
  timeout: z
    .strictObject({ attemptMs: milliseconds.exactOptional(), totalMs: milliseconds.exactOptional() })
    .optional()
    .describe('Most milliseconds for one attempt (30000) and for a call with all its attempts (120000).'),
  retry: z
    .strictObject({
      attempts: z.int().min(1).max(20).exactOptional(),
      firstDelayMs: z.int().min(0).exactOptional(),
      maximumDelayMs: z.int().min(0).exactOptional(),
    })
    .optional()
    .describe('Attempts in all (4), first wait (500) and longest wait (30000) in milliseconds.'),
}

const webhookSecrets = z
  .array(z.string().min(1))
  .min(1)
  .optional()
  .describe('Secrets of the webhook endpoints; several while one replaces another.')

const commet = z.strictObject({
  vendor: z.literal('commet'),
  apiKey: credential.describe('Begins with ck_.'),
  apiVersion: z.enum(['2026-07-11', '2026-07-31']).optional().describe('Default 2026-07-11.'),
  currency: z.string().optional().describe('ISO 4217: what a customer without any invoice is billed in.'),
  webhookSecrets,
  ...common,
})

const asset = z.strictObject({
  vendor: z.literal('asset'),
  clientId: credential,
  clientSecret: credential,
  businessId: z.string().describe('Begins with biz_.'),
  environment: z.enum(['production', 'sandbox']),
  currency: z.string().describe('ISO 4217: what the books of the business are kept in.'),
  lineShape: z.enum(['amount', 'unit_price']).optional().describe('How lines are written. Default amount.'),
  ledgerId: z.string().optional().describe('The revenue ledger of new lines.'),
  dueInDays: z.int().min(0).max(3650).optional().describe('For new invoices without a due date.'),
  userId: z.string().optional().describe('Sent with writes: who acted.'),
  scope: z.string().optional().describe('OAuth scopes, separated by spaces.'),
  lookBeforeCreate: z.enum(['full', 'due_date']).optional().describe('Default full.'),
  ...common,
})

const whop = z.strictObject({
  vendor: z.literal('whop'),
  apiKey: credential,
  companyId: z.string().describe('Begins with biz_.'),
  environment: z.enum(['production', 'sandbox']),
  apiVersion: z.enum(['2026-10-15-1', '2026-07-20']).optional().describe('Default 2026-10-15-1.'),
  productId: z.string().optional().describe('prod_…: what new invoices bill for.'),
  collection: z
    .enum(['send_invoice', 'charge_automatically'])
    .optional()
    .describe('Default send_invoice, with which Whop mails the customer at once.'),
  dueInDays: z.int().min(0).max(3650).optional().describe('For new invoices without a due date.'),
  webhookSecrets,
  ...common,
})

const accountName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be letters, digits, dots, dashes and underscores')

const accountSchema = z.discriminatedUnion('vendor', [commet, asset, whop], {
  error: ({ code }) =>
    code === 'invalid_union'
      ? `must be one of ${vendorNames.join(', ')}`
      : 'must be an account with a vendor',
})

export const configSchema: z.ZodType<InvoicesConfig> = z.strictObject({
  $schema: z.string().optional(),
  accounts: z
    .record(accountName, accountSchema)
    .describe('By a name of your own, which becomes part of the identity of stored invoices.'),
  store: z
    .string()
    .optional()
    .describe('sqlite:./invoices.db (default; relative to this file) or postgres://user@host/database.'),
})

/** For editors; a credential that is a function cannot stand in a file of data. */
export function configJsonSchema(): object {
  const schema = z.toJSONSchema(configSchema, {
    unrepresentable: 'any',
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type !== 'union' || !('anyOf' in jsonSchema)) return
      jsonSchema.type = 'string'
      jsonSchema.minLength = 1
      delete jsonSchema.anyOf
    },
  })
  return { title: 'invoices.config', ...schema }
}
