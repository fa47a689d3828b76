import type { Call } from './call.ts'
import { errorOf, missingParameter, type WhopError } from './errors.ts'
import { type Renamed, type Spelling, spellingsOf } from './versions.ts'

const bothSpellings: readonly Spelling[] = ['company_id', 'account_id']

/** What is wrong with how a request names the seller. The other spelling counts as none, as a report has it. */
export function sellerError(
  call: Call,
  what: Renamed,
  given: (name: Spelling) => unknown,
  required: boolean,
): WhopError | null {
  const isGiven = (name: Spelling): boolean => given(name) !== undefined && given(name) !== null
  const spellings = spellingsOf(what, call.version)
  const used = spellings.find(isGiven)
  if (used !== undefined) {
    const isOwn = given(used) === call.company.id
    return isOwn ? null : errorOf(403, `The credential has no access to ${used} ${String(given(used))}`)
  }
  const isMisspelt = bothSpellings.some(isGiven)
  return required || isMisspelt ? missingParameter(spellings[0] ?? 'account_id') : null
}
