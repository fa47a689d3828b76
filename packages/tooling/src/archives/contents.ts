import type { ExportTarget, Manifest } from '../public-packages.ts'

export function targetsOf(target: ExportTarget): string[] {
  return typeof target === 'string' ? [target] : Object.values(target)
}

/** What is wrong with the contents of an archive: its manifest as published, and the paths of its files. */
export function archiveProblems(manifest: Manifest, files: string[]): string[] {
  const present = new Set(files)
  const targets = Object.entries(manifest.exports ?? {}).flatMap(([entry, target]) =>
    targetsOf(target).map((path) => ({ entry, path })),
  )
  const ranges = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies })
  return [
    ...(present.has('LICENSE') ? [] : ['has no LICENSE']),
    ...(targets.length > 0 ? [] : ['exports nothing']),
    ...targets.flatMap(({ entry, path }) => {
      if (!present.has(path.replace(/^\.\//, '')))
        return [`${entry} points at ${path}, which is not in the archive`]
      return /\.(js|d\.ts|json)$/.test(path) && !path.startsWith('./src/')
        ? []
        : [`${entry} points at the source ${path}`]
    }),
    ...binProblems(manifest, present),
    ...ranges
      .filter(([, range]) => /^(workspace|catalog|link|file):/.test(range))
      .map(([name, range]) => `${name} is still at ${range}`),
    ...files.filter((path) => /(^|\/)(test|src)\/|\.test\./.test(path)).map((path) => `holds ${path}`),
  ]
}

/** The programs that a manifest promises have to be there, and not to be sources. */
function binProblems({ bin }: Manifest, present: ReadonlySet<string>): string[] {
  return Object.entries(bin ?? {}).flatMap(([name, path]) => {
    if (!present.has(path.replace(/^\.\//, '')))
      return [`${name} points at ${path}, which is not in the archive`]
    return path.endsWith('.js') ? [] : [`${name} points at the source ${path}`]
  })
}

/** The names an entry exports have to be those of its source: none lost in the build, none added by it. */
export function exportProblems(specifier: string, source: string[], packed: string[]): string[] {
  const lost = source.filter((name) => !packed.includes(name))
  const added = packed.filter((name) => !source.includes(name))
  return [
    ...(lost.length > 0 ? [`${specifier} lost ${lost.join(', ')}`] : []),
    ...(added.length > 0 ? [`${specifier} exports ${added.join(', ')}, which the source does not`] : []),
  ]
}
