import { posix } from 'node:path'
import { type Import, type Parsed, packageOf, type SourceFile, type Violation } from './source.ts'
import { ownedLibraries, type PackageRule, packages as rules, storageOnlyFrom, unreachable } from './table.ts'

const scope = '@invoice-adapters/'

function ours(specifier: string): string | undefined {
  return specifier.startsWith(scope) ? specifier.slice(scope.length).split('/')[0] : undefined
}

function library(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}

/** Which package may import which: the sources by the table, tests freely except those of the emulator. */
export function checkDirection(files: Parsed[]): Violation[] {
  return files.flatMap((file) => {
    const rule = file.package === undefined ? undefined : rules[file.package]
    if (rule === undefined) return []
    return file.imports.flatMap((one) => {
      const message = directionProblem(file, rule, one)
      return message === undefined ? [] : [{ check: 'direction', path: file.path, line: one.line, message }]
    })
  })
}

function directionProblem(file: Parsed, rule: PackageRule, one: Import): string | undefined {
  const owners = ownedLibraries[library(one.specifier)]
  if (owners && !file.isTest && !owners.includes(file.package ?? '') && file.package !== 'tooling') {
    return `${one.specifier} may be imported by ${owners.join(', ')} only`
  }
  const target = ours(one.specifier)
  if (target === undefined || target === file.package) return undefined
  if (file.isTest) {
    return file.package === 'emulator' && target !== 'tooling'
      ? `the emulator's tests may not import ${one.specifier}: it has to stay independent`
      : undefined
  }
  const allowed = rule.imports[target]
  if (allowed === undefined) return `${file.package} may not import ${one.specifier}`
  if (allowed !== 'all' && !one.typeOnly && !file.path.includes(`/src/${allowed.folder}/`)) {
    const extra = one.values?.filter((value) => !allowed.values.includes(value)) ?? ['everything']
    if (extra.length > 0) return `${file.package} may import types of ${target} only, not ${extra.join(', ')}`
  }
  if (target === 'storage' && rule.web && !file.path.includes(`/src/${storageOnlyFrom}/`)) {
    return `only ${file.package}'s ./store may import storage`
  }
  return undefined
}

/** The manifests obey the same table, and every package stands in it. */
export function checkManifests(files: SourceFile[]): Violation[] {
  return files.flatMap((file) => {
    const name = packageOf(file.path)
    if (name === undefined || file.path !== `packages/${name}/package.json`) return []
    const rule = rules[name]
    const problem = (message: string): Violation => ({ check: 'direction', path: file.path, message })
    if (rule === undefined) return [problem(`the package ${name} is missing from the table of packages`)]
    const manifest = JSON.parse(file.text) as Record<string, Record<string, string> | undefined>
    return Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).flatMap((dependency) => {
      const target = ours(dependency)
      if (target !== undefined && rule.imports[target] === undefined) {
        return [problem(`${name} may not depend on ${dependency}`)]
      }
      const owners = ownedLibraries[dependency]
      return owners && !owners.includes(name) ? [problem(`${name} may not depend on ${dependency}`)] : []
    })
  })
}

/** How an import is written: with `.ts`, inside the package, in sources at most one level up, nothing re-exported whole. */
export function checkImportForm(files: Parsed[]): Violation[] {
  return files.flatMap((file) => {
    const problem = (line: number, message: string): Violation => ({
      check: 'imports',
      path: file.path,
      line,
      message,
    })
    const relative = file.imports.filter((one) => /^\.\.?(\/|$)/.test(one.specifier))
    return [
      ...file.starExports.map((line) => problem(line, 'export names, not `*`')),
      ...relative.flatMap((one) => {
        const target = posix.join(posix.dirname(file.path), one.specifier)
        if (file.package !== undefined && !target.startsWith(`packages/${file.package}/`)) {
          return [problem(one.line, `${one.specifier} leaves the package`)]
        }
        if (!file.isTest && file.package !== undefined && one.specifier.startsWith('../../')) {
          return [problem(one.line, `${one.specifier} goes up more than one level`)]
        }
        return /\.(ts|json)$/.test(one.specifier)
          ? []
          : [problem(one.line, `${one.specifier} lacks the extension .ts`)]
      }),
    ]
  })
}

/** Follows an entry's imports and reports the way to a library that it must not load. */
export function checkReach(files: Parsed[], limits: typeof unreachable = unreachable): Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  return limits.flatMap((limit) => {
    const way = wayTo(limit.library, limit.from, byPath)
    return way
      ? [{ check: 'reach', path: limit.from, message: `loads ${limit.library}: ${way.join(' -> ')}` }]
      : []
  })
}

function wayTo(wanted: string, entry: string, byPath: Map<string, Parsed>): string[] | undefined {
  const seen = new Set([entry])
  const queue: string[][] = [[entry]]
  for (const way of queue) {
    const path = way.at(-1) ?? ''
    for (const one of byPath.get(path)?.imports ?? []) {
      if (one.typeOnly) continue
      if (library(one.specifier) === wanted) return [...way, wanted]
      if (!one.specifier.startsWith('.')) continue
      const next = posix.join(posix.dirname(path), one.specifier)
      if (!seen.has(next)) queue.push([...way, next])
      seen.add(next)
    }
  }
  return undefined
}
