/**
 * Every item, or about so many of them: as many of each kind, spread over all of that kind, and others with another seed.
 */
export function sample<T>(
  items: readonly T[],
  count: number,
  seed: number,
  kindOf: (item: T) => string,
): T[] {
  if (count >= items.length) return [...items]
  const kinds = [...new Set(items.map(kindOf))]
  return kinds.flatMap((kind) =>
    spread(
      items.filter((item) => kindOf(item) === kind),
      Math.ceil(count / kinds.length),
      seed,
    ),
  )
}

function spread<T>(items: readonly T[], count: number, seed: number): T[] {
  if (count >= items.length) return [...items]
  const stride = items.length / count
  const offset = (seed % 1_000) / 1_000
  return Array.from({ length: count }, (_, index) => items[Math.floor((index + offset) * stride)] as T)
}
