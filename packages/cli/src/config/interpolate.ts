import type { ConfigPath } from './source.ts'

export interface MissingVariable {
  name: string
  path: ConfigPath
}

export interface Interpolated {
  value: unknown
  missing: MissingVariable[]
}

const pattern = /\$(\$)?\{([^}]*)\}/g

/**
 * `${NAME}` and `${NAME:-otherwise}` in every text; `$${` is a plain `${`. A variable that is empty counts as not set.
 * One that is missing stays as it is written, and is told: it matters only to who needs that part.
 */
export function interpolate(value: unknown, env: Readonly<Record<string, string | undefined>>): Interpolated {
  const missing: MissingVariable[] = []
  const walk = (one: unknown, path: ConfigPath): unknown => {
    if (typeof one === 'string') return fill(one, env, (name) => missing.push({ name, path }))
    if (Array.isArray(one)) return one.map((item, index) => walk(item, [...path, index]))
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([key, item]) => [key, walk(item, [...path, key])]))
  }
  return { value: walk(value, []), missing }
}

function fill(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
  miss: (name: string) => void,
): string {
  return text.replace(pattern, (whole, escaped: string | undefined, inside: string) => {
    if (escaped !== undefined) return whole.slice(1)
    const [name = '', ...otherwise] = inside.split(':-')
    const found = env[name]
    if (found !== undefined && found !== '') return found
    if (otherwise.length > 0) return otherwise.join(':-')
    miss(name)
    return whole
  })
}
