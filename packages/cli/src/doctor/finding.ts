import { type ExitName, exitCodes } from '../exit-codes.ts'
import type { Failure } from '../failure.ts'

export interface Finding {
  check: string
  /** Null: not about one account. */
  account: string | null
  state: 'ok' | 'warning' | 'failed' | 'not checked'
  message: string
  /** How the program ends for it; only of what failed. */
  exit?: ExitName
}

export function ofFailure(check: string, account: string | null, { message, exit }: Failure): Finding {
  return { check, account, state: 'failed', message, exit }
}

/** The failures behind the findings, for the exit code. */
export function failuresOf(findings: readonly Finding[]): Failure[] {
  return findings
    .filter(({ state }) => state === 'failed')
    .map(({ check, account, message, exit = 'incomplete' }) => ({
      exit,
      message: `${check}${account === null ? '' : ` of ${account}`}: ${message}`,
    }))
    .filter(({ exit }) => exitCodes[exit].code !== 0)
}
