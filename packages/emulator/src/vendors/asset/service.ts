import type { ErrorOrder, Surroundings, VendorService, WireAnswer, WireRequest } from '../frame.ts'
import { isRecord, parseJson } from '../frame.ts'
import { type AssetAccount, accountOf } from './account.ts'
import { answerRequest, type Counter, countRequest, rateLimited } from './answering.ts'
import { continuesList, errorAnswer, recordsIn, withHeaders } from './answers.ts'
import { createBusinesses } from './businesses.ts'
import { createDesk } from './call.ts'
import { createRateLimiter } from './rate-limit.ts'
import { businessAskedFor, tenantOf } from './reception.ts'
import { assetRoutes } from './routes.ts'
import { seedAsset } from './seed.ts'
import { createStore } from './store.ts'
import { type AssetSwitches, assetSwitchDefaults } from './switches.ts'
import { createTokens } from './tokens.ts'

/** Starts Asset, empty. */
export function startAsset(
  surroundings: Surroundings,
  chosen: Partial<AssetSwitches>,
): VendorService<AssetAccount> {
  const switches: AssetSwitches = { ...assetSwitchDefaults, ...chosen }
  const store = createStore(surroundings)
  const desk = createDesk(store, switches, surroundings)
  const tokens = createTokens(surroundings)
  const limiter = createRateLimiter(switches)
  const businesses = createBusinesses(store, surroundings)
  const counter: Counter = { desk, tokens, limiter }

  return {
    name: 'asset',
    routes: assetRoutes,
    continuesList,
    recordsIn,
    accountOf(request) {
      const tenant = tenantOf(request, { store, tokens })
      if (tenant === undefined) return null
      const named = businessAskedFor(request, tenant, store)
      const first = store.businesses.find((business) => business.tenant === tenant)
      return (named ?? first)?.name ?? null
    },
    answer: (request, conditions) => answerRequest(counter, request, conditions),
    errorAnswer: (request, order) => orderedError(counter, request, order),
    failedSuccess: (request) => failedSuccess(counter, request),
    account: (name) => accountOf(desk, businesses.named(name), tokens),
    seed: (data) => seedAsset(data, { desk, businesses }),
    begin: () => void businesses.named(),
    clear() {
      store.clear()
      tokens.clear()
      limiter.clear()
    },
    settled: () => Promise.resolve(),
  }
}

/** An error made to happen by a fault rule. */
function orderedError(counter: Counter, request: WireRequest, order: ErrorOrder): WireAnswer {
  const { status, retryAfterSeconds = null, message = `Made to happen: ${status}` } = order
  const { switches } = counter.desk
  const rate = countRequest(counter, request)
  const answer =
    status === 429
      ? rateLimited(counter, rate, null)
      : withHeaders(errorAnswer({ status, message }, switches), rate?.headers ?? {})
  return retryAfterSeconds === null
    ? answer
    : withHeaders(answer, { 'retry-after': String(retryAfterSeconds) })
}

/** The batch calls' own manner: a success without data, and an error for each item. */
function failedSuccess(counter: Counter, request: WireRequest): WireAnswer {
  const parsed = parseJson(request.body)
  const items: readonly unknown[] = parsed.ok && Array.isArray(parsed.value) ? parsed.value : [null]
  const errors = items.map((item) => ({ error: 'Made to happen: 500', invoice_number: itemNumber(item) }))
  return {
    status: 200,
    headers: { 'content-type': 'application/json', ...countRequest(counter, request)?.headers },
    body: JSON.stringify({ data: [], errors }),
  }
}

function itemNumber(item: unknown): string {
  return isRecord(item) && typeof item.number === 'string' ? item.number : ''
}
