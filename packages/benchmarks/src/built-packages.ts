// Loaded before a row with --import: what is measured is what is published, not the sources that the packages name
// while they are worked on.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

interface Manifest {
  publishConfig?: { exports?: Record<string, { node?: string; default: string }> }
}

const scope = '@invoice-adapters/'

/** Null: of a package that is not published. */
function builtModule(specifier: string): string | null {
  const [name = '', ...entry] = specifier.slice(scope.length).split('/')
  const folder = new URL(`../../${name}/`, import.meta.url)
  const { publishConfig } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as Manifest
  if (publishConfig === undefined) return null
  const target = publishConfig.exports?.[entry.length === 0 ? '.' : `./${entry.join('/')}`]
  if (target === undefined) throw new Error(`${specifier} is no published entry`)
  return new URL(target.node ?? target.default, folder).href
}

registerHooks({
  resolve(specifier, context, next) {
    const url = specifier.startsWith(scope) ? builtModule(specifier) : null
    return url === null ? next(specifier, context) : { url, shortCircuit: true }
  },
})
