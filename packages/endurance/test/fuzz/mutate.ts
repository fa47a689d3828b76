import { hostile } from './hostile.ts'
import type { Random } from './random.ts'

type Path = readonly string[]

/** A record as JSON text, with what was changed in it. */
export interface Mutant {
  json: string
  /** The top-level fields that are not what they were. */
  changed: ReadonlySet<string>
}

/** Every place in a value, the value itself left out. */
export function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key]
    return [here, ...placesIn(inner, here)]
  })
}

/** One to three places with something else in them, or nothing, or something beside them. */
export function mutant(record: unknown, places: readonly Path[], random: Random): Mutant {
  const edits = Array.from({ length: 1 + random.below(3) }, () => ({
    path: random.pick(places),
    edit: random.below(8),
    json: hostile(random),
  }))
  const changed = new Set(edits.map(({ path }) => path[0] ?? ''))
  return { json: write(record, [], edits), changed }
}

interface Edit {
  path: Path
  edit: number
  json: string
}

/** JSON of the value with the edits made; written by hand, so that any key and any number can stand in it. */
function write(value: unknown, path: Path, edits: readonly Edit[]): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key]
    const edit = edits.find(
      (one) => one.path.length === here.length && one.path.every((step, at) => step === here[at]),
    )
    const name = Array.isArray(value) ? '' : `${JSON.stringify(key)}:`
    if (edit === undefined) return [`${name}${within(inner, here, edits)}`]
    if (edit.edit === 0) return []
    // Beside: of two members of one name the last counts.
    if (edit.edit === 1) return [`${name}${edit.json}`, `${name}${JSON.stringify(inner)}`]
    if (edit.edit === 2)
      return [`${name}${JSON.stringify(inner)}`, `"__proto__":${edit.json}`].slice(0, name === '' ? 1 : 2)
    return [`${name}${edit.json}`]
  })
  return Array.isArray(value) ? `[${members.join(',')}]` : `{${members.join(',')}}`
}

function within(value: unknown, path: Path, edits: readonly Edit[]): string {
  const touched = edits.some(
    (one) => one.path.length > path.length && path.every((step, at) => step === one.path[at]),
  )
  return touched ? write(value, path, edits) : JSON.stringify(value)
}

/** Text with a few characters gone, doubled or exchanged. */
export function garbled(text: string, random: Random): string {
  let result = text
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    const at = random.below(result.length + 1)
    const length = random.below(12)
    const pieces = [
      '',
      result.slice(at, at + length).repeat(2),
      random.pick(['"', '{', '}', ',', '\\', '\u0000', '0', '-', '\n']),
    ]
    result = result.slice(0, at) + random.pick(pieces) + result.slice(at + length)
  }
  return result
}
