import type { CommonOptions, Credential, InvalidInput, Result } from '@invoice-adapters/core'
import {
  baseUrlSchema,
  commonOptionsShape,
  credentialSchema,
  normalizeBaseUrl,
  parseInput,
} from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'
import { type CommetApiVersion, defaultApiVersion } from './capabilities.ts'
import { currencyScale } from './money.ts'

export interface CommetAdapterOptions extends CommonOptions {
  /** Begins with `ck_`. Its organization decides whether everything is live or sandbox. */
  apiKey: Credential
  /** The dialect to speak; default `2026-07-11`. */
  apiVersion?: CommetApiVersion | undefined
  /** ISO 4217: what a customer without any invoice is billed in. Commet offers no way to ask for it. */
  currency?: string | undefined
  /** Secrets of the webhook endpoints (`whsec_…`) as given; several while one replaces another. */
  webhookSecrets?: string[] | undefined
  /** Default `https://commet.co/api/v1`. */
  baseUrl?: string | undefined
}

/** The options with every default filled in. */
export interface CommetSettings extends CommonOptions {
  apiKey: Credential
  apiVersion: CommetApiVersion
  /** Upper case. */
  currency: string | null
  webhookSecrets: string[]
  baseUrl: string
}

const productionUrl = 'https://commet.co/api/v1'

/** What is wrong with an API key, without repeating it; null if nothing is. */
export function apiKeyProblem(key: string): string | null {
  if (key === '') return 'must not be empty'
  if (!key.startsWith('ck_')) return 'must begin with ck_, as every Commet API key does'
  return /^ck_[\x21-\x7e]+$/.test(key) ? null : 'must be printable ASCII without spaces after ck_'
}

const optionsSchema = z.lazy(() =>
  z.strictObject({
    ...commonOptionsShape(),
    apiKey: credentialSchema(apiKeyProblem),
    apiVersion: z.optional(z.enum(['2026-07-11', '2026-07-31'])),
    currency: z.optional(
      z.string().check(
        z.refine((code) => currencyScale(code) !== null, {
          error: 'must be the ISO 4217 code of a currency that Commet bills in',
        }),
      ),
    ),
    webhookSecrets: z.optional(z.array(z.string().check(z.minLength(1))).check(z.minLength(1))),
    baseUrl: z.optional(baseUrlSchema),
  }),
)

export function parseOptions(options: CommetAdapterOptions): Result<CommetSettings, InvalidInput> {
  const context = { provider: 'commet', account: null, operation: 'createCommetAdapter' }
  return parseInput(optionsSchema, options, context, 'options').map((given) => ({
    ...given,
    apiVersion: given.apiVersion ?? defaultApiVersion,
    currency: currencyScale(given.currency ?? '')?.currency ?? null,
    webhookSecrets: given.webhookSecrets ?? [],
    baseUrl: normalizeBaseUrl(given.baseUrl ?? productionUrl),
  }))
}
