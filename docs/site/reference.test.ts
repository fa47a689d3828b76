import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, it } from 'vitest'

const docs = join(import.meta.dirname, '..')

interface Manifest {
  private?: boolean
  exports?: Record<string, string>
  publishConfig?: { exports?: Record<string, unknown> }
  entryPoints?: string[]
}

function read(path: string): Manifest {
  return JSON.parse(readFileSync(path, 'utf8'))
}

it('tells of every entry that is published', () => {
  const published = globSync('packages/*/package.json', { cwd: join(docs, '..') })
    .map((path) => ({ path, manifest: read(join(docs, '..', path)) }))
    .filter(({ manifest }) => manifest.private !== true)
    .flatMap(({ path, manifest }) =>
      Object.entries(manifest.exports ?? {})
        .filter(
          ([entry, target]) => entry in (manifest.publishConfig?.exports ?? {}) && target.endsWith('.ts'),
        )
        .map(([, target]) => normalize(join('..', dirname(path), target))),
    )
  expect(read(join(docs, 'typedoc.json')).entryPoints).toEqual(expect.arrayContaining(published))
})
