import type {
  AccountMode,
  CollectionMethod,
  CommonOptions,
  Credential,
  InvalidInput,
  Result,
} from '@invoice-adapters/core'
import {
  baseUrlSchema,
  commonOptionsShape,
  credentialSchema,
  idSchema,
  normalizeBaseUrl,
  parseInput,
  wholeNumberSchema,
} from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'
import { defaultApiVersion, type WhopApiVersion } from './capabilities.ts'

export type WhopEnvironment = 'production' | 'sandbox'

export interface WhopAdapterOptions extends CommonOptions {
  /** An API key of the account or an app, a JWT of the account, or a user's OAuth token. */
  apiKey: Credential
  /** `biz_…`: the seller. */
  companyId: string
  /** Decides the host, and whether money is real: a key does not reveal where it belongs. */
  environment: WhopEnvironment
  /** The dialect to speak; default `2026-10-15-1`. */
  apiVersion?: WhopApiVersion | undefined
  /** `prod_…`: what new invoices bill for, unless one names its own in `providerOptions.whop`. */
  productId?: string | undefined
  /** For new invoices that do not say; default `send_invoice`, with which Whop mails the customer at once. */
  collection?: CollectionMethod | undefined
  /** For new invoices without `dueAt`: due at the end of the UTC day so many days ahead. */
  dueInDays?: number | undefined
  /** Secrets of the webhook endpoints (`ws_…`) as given; several while one replaces another. */
  webhookSecrets?: string[] | undefined
  /** Default: that of the environment. */
  baseUrl?: string | undefined
}

/** The options with every default filled in. */
export interface WhopSettings extends CommonOptions {
  apiKey: Credential
  companyId: string
  mode: AccountMode
  apiVersion: WhopApiVersion
  productId: string | null
  collection: CollectionMethod
  dueInDays: number | null
  webhookSecrets: string[]
  baseUrl: string
}

/** docs.whop.com/developer/guides/sandbox: keys, accounts and webhooks of the two are apart. */
const environments: Record<WhopEnvironment, { mode: AccountMode; baseUrl: string }> = {
  production: { mode: 'live', baseUrl: 'https://api.whop.com/api/v1' },
  sandbox: { mode: 'test', baseUrl: 'https://sandbox-api.whop.com/api/v1' },
}

/** What is wrong with an API key, without repeating it; null if nothing is. */
export function apiKeyProblem(key: string): string | null {
  if (key === '') return 'must not be empty'
  return /^[\x21-\x7e]+$/.test(key) ? null : 'must be printable ASCII without spaces'
}

const optionsSchema = z.lazy(() =>
  z.strictObject({
    ...commonOptionsShape(),
    apiKey: credentialSchema(apiKeyProblem),
    companyId: idSchema().check(
      z.refine((id) => id.startsWith('biz_'), {
        error: 'must begin with biz_, as every seller at Whop does',
      }),
    ),
    environment: z.enum(['production', 'sandbox']),
    apiVersion: z.optional(z.enum(['2026-10-15-1', '2026-07-20'])),
    productId: z.optional(
      idSchema().check(z.refine((id) => id.startsWith('prod_'), { error: 'must begin with prod_' })),
    ),
    collection: z.optional(z.enum(['send_invoice', 'charge_automatically'])),
    dueInDays: z.optional(wholeNumberSchema(0, 3650)),
    webhookSecrets: z.optional(z.array(z.string().check(z.minLength(1))).check(z.minLength(1))),
    baseUrl: z.optional(baseUrlSchema),
  }),
)

export function parseOptions(options: WhopAdapterOptions): Result<WhopSettings, InvalidInput> {
  const context = { provider: 'whop', account: null, operation: 'createWhopAdapter' }
  return parseInput(optionsSchema, options, context, 'options').map(({ environment, ...given }) => ({
    ...given,
    mode: environments[environment].mode,
    apiVersion: given.apiVersion ?? defaultApiVersion,
    productId: given.productId ?? null,
    collection: given.collection ?? 'send_invoice',
    dueInDays: given.dueInDays ?? null,
    webhookSecrets: given.webhookSecrets ?? [],
    baseUrl: normalizeBaseUrl(given.baseUrl ?? environments[environment].baseUrl),
  }))
}
