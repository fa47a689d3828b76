import type { CommonOptions, Credential, InvalidInput, Result } from '@invoice-adapters/core'
import {
  baseUrlSchema,
  commonOptionsShape,
  credentialSchema,
  currencySchema,
  idSchema,
  minorUnitDigits,
  normalizeBaseUrl,
  parseInput,
  wholeNumberSchema,
} from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'
import type { AssetDialect } from './capabilities.ts'
import type { TokenCache } from './token/cache.ts'

export type AssetEnvironment = 'production' | 'sandbox'

export interface AssetAdapterOptions extends CommonOptions {
  /** The OAuth client of the tenant; each environment has its own. */
  clientId: Credential
  clientSecret: Credential
  /** Begins with `biz_`. The token is narrowed to this business. */
  businessId: string
  /** Without a default: live money or a sandbox is an explicit choice. */
  environment: AssetEnvironment
  /** ISO 4217: what the books of the business are kept in. Nothing in the API tells it. */
  currency: string
  /** How lines are written; default `amount`, which is today's shape. Every shape is read. */
  lineShape?: 'amount' | 'unit_price' | undefined
  /** The revenue ledger of new lines, where an invoice does not name its own in `providerOptions.asset.ledgerId`. */
  ledgerId?: string | undefined
  /** For invoices without `dueAt`, which Asset requires: due so many days after `issuedAt`. */
  dueInDays?: number | undefined
  /** Sent as `x-user-id` with writes: who acted, in the application's own words. */
  userId?: string | undefined
  /** OAuth scopes, separated by spaces; default: whatever the client may do. */
  scope?: string | undefined
  /** Where access tokens are kept; default in the adapter itself. */
  tokenCache?: TokenCache | undefined
  /**
   * Where `create` looks for the caller's key. `full` (default): in all invoices. `due_date`: only in those with the
   * same due date, which is cheap, and creates a second invoice when a key comes back with another due date.
   */
  lookBeforeCreate?: 'full' | 'due_date' | undefined
  /** Default: the host of the environment. */
  baseUrl?: string | undefined
}

/** The options with every default filled in. */
export interface AssetSettings extends CommonOptions {
  clientId: Credential
  clientSecret: Credential
  businessId: string
  environment: AssetEnvironment
  mode: 'live' | 'test'
  /** Upper case. */
  currency: string
  minorUnitDigits: number
  dialect: AssetDialect
  ledgerId: string | null
  dueInDays: number | null
  userId: string | null
  scope: string | null
  tokenCache: TokenCache | null
  lookBeforeCreate: 'full' | 'due_date'
  baseUrl: string
}

/** The servers of the published OpenAPI document (api-reference/authentication/get-an-access-token). */
const hosts: Record<AssetEnvironment, string> = {
  production: 'https://api.getasset.com',
  sandbox: 'https://api.sandbox.getasset.com',
}

const modes = { production: 'live', sandbox: 'test' } as const
const dialectByShape = { amount: 'amount-lines', unit_price: 'unit-price-lines' } as const

/** What is wrong with a part of the credentials, without repeating it; null if nothing is. */
export function credentialProblem(text: string): string | null {
  if (text === '') return 'must not be empty'
  return /^[\x21-\x7e]{1,1024}$/.test(text) ? null : 'must be printable ASCII without spaces'
}

const printable = (what: string, pattern: RegExp): z.ZodMiniType<string> =>
  z.string().check(z.refine((text) => pattern.test(text), { error: `must be ${what}` }))

const tokenCacheSchema = (): z.ZodMiniType<TokenCache> =>
  z.custom<TokenCache>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      'get' in value &&
      typeof value.get === 'function' &&
      'set' in value &&
      typeof value.set === 'function',
    { error: 'must have get() and set()' },
  )

const optionsSchema = z.lazy(() =>
  z
    .strictObject({
      ...commonOptionsShape(),
      clientId: credentialSchema(credentialProblem),
      clientSecret: credentialSchema(credentialProblem),
      businessId: printable('the id of a business, which begins with biz_', /^biz_[A-Za-z0-9_-]{1,200}$/),
      environment: z.enum(['production', 'sandbox']),
      currency: currencySchema(),
      lineShape: z.optional(z.enum(['amount', 'unit_price'])),
      ledgerId: z.optional(idSchema()),
      dueInDays: z.optional(wholeNumberSchema(0, 3650)),
      userId: z.optional(printable('1 to 255 printable ASCII characters', /^[\x20-\x7e]{1,255}$/)),
      scope: z.optional(printable('scopes such as invoice:create, separated by spaces', /^\S+( \S+)*$/)),
      tokenCache: z.optional(tokenCacheSchema()),
      lookBeforeCreate: z.optional(z.enum(['full', 'due_date'])),
      baseUrl: z.optional(baseUrlSchema),
    })
    .check((payload) => {
      const { environment, baseUrl } = payload.value
      const other = environment === 'production' ? 'sandbox' : 'production'
      if (baseUrl === undefined || new URL(baseUrl).host !== new URL(hosts[other]).host) return
      const message = `is the host of the ${other}, and environment says ${environment}`
      payload.issues.push({ code: 'custom', path: ['baseUrl'], message, input: undefined })
    }),
)

export function parseOptions(options: AssetAdapterOptions): Result<AssetSettings, InvalidInput> {
  const context = { provider: 'asset', account: null, operation: 'createAssetAdapter' }
  return parseInput(optionsSchema, options, context, 'options').map(({ lineShape, ...given }) => ({
    ...given,
    mode: modes[given.environment],
    minorUnitDigits: minorUnitDigits(given.currency) ?? 2,
    dialect: dialectByShape[lineShape ?? 'amount'],
    ledgerId: given.ledgerId ?? null,
    dueInDays: given.dueInDays ?? null,
    userId: given.userId ?? null,
    scope: given.scope ?? null,
    tokenCache: given.tokenCache ?? null,
    lookBeforeCreate: given.lookBeforeCreate ?? 'full',
    baseUrl: normalizeBaseUrl(given.baseUrl ?? hosts[given.environment]),
  }))
}
