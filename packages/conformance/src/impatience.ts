import type { AdapterOverrides } from './harness.ts'

/** For backends that never answer: gives up soon, so that a test is over soon. */
export const impatient: AdapterOverrides = {
  timeout: { attemptMs: 40, totalMs: 400 },
  retry: { attempts: 2, firstDelayMs: 1, maximumDelayMs: 2 },
}

/** One attempt, so that the first answer is the one that is told. */
export const withoutRetries: AdapterOverrides = { retry: { attempts: 1, firstDelayMs: 1, maximumDelayMs: 1 } }
