import { builtinModules } from 'node:module'
import type { Parsed, Violation } from './source.ts'
import { packages as rules } from './table.ts'

const longest = 300
const nodeNames = new Set([
  'Buffer',
  'process',
  'require',
  'global',
  'setImmediate',
  'clearImmediate',
  '__dirname',
  '__filename',
  'NodeJS',
])
const builtins = new Set(builtinModules)

export function checkLength(files: Parsed[]): Violation[] {
  return files
    .filter((file) => file.lines >= longest)
    .map((file) => ({
      check: 'length',
      path: file.path,
      message: `${file.lines} lines; a file stays under ${longest}`,
    }))
}

/** Ways around the type system. `any` and `!` are reported by ESLint. */
export function checkCasts(files: Parsed[]): Violation[] {
  return files
    .filter((file) => !file.isTest)
    .flatMap((file) =>
      [
        ...file.doubleCasts.map((line) => ({ line, message: '`as unknown as` switches the types off' })),
        ...file.suppressions.map((line) => ({ line, message: 'errors are repaired, not hidden with @ts-…' })),
      ].map((found) => ({ check: 'casts', path: file.path, ...found })),
    )
}

/** core and the adapters run wherever `fetch` does: nothing of Node's own. */
export function checkPlatform(files: Parsed[]): Violation[] {
  return files.flatMap((file) => {
    const web = file.package === undefined ? undefined : rules[file.package]?.web
    if (web === undefined || !file.path.startsWith(`packages/${file.package}/src/`) || file.isTest) return []
    if (web.outside !== undefined && file.path.includes(`/src/${web.outside}/`)) return []
    const imports = file.imports
      .filter((one) => one.specifier.startsWith('node:') || builtins.has(one.specifier))
      .map((one) => ({ name: one.specifier, line: one.line }))
    return [...imports, ...file.names.filter((place) => nodeNames.has(place.name))].map((place) => ({
      check: 'platform',
      path: file.path,
      line: place.line,
      message: `${place.name} is Node's own; this package uses Web platform APIs only`,
    }))
  })
}
