export type PathParameters = Readonly<Record<string, string>>

/** Matches `/a/{id}` patterns segment by segment; a parameter is percent-decoded and never empty. */
export function matchPath(pattern: string, path: string): PathParameters | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const parameters: Record<string, string> = {}
  for (const [position, expected] of wanted.entries()) {
    const actual = given[position] ?? ''
    if (!expected.startsWith('{')) {
      if (expected !== actual) return null
      continue
    }
    const value = decodeSegment(actual)
    if (value === null || value === '') return null
    parameters[expected.slice(1, -1)] = value
  }
  return parameters
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}
