import type * as z from 'zod/mini'

type Test = (value: unknown) => boolean
type Schema = z.core.$ZodType

const testBySchema = new WeakMap<Schema, Test>()

/**
 * Whether a value is right in every member, by the schema's own rules and without the copy that zod makes of each: what is
 * read page by page nearly always is. False says nothing: zod has to look, and to say what is wrong.
 */
export function fits<T>(schema: z.ZodMiniType<T>, value: unknown): value is T {
  const test = testBySchema.get(schema) ?? testOf(madeOf(schema)) ?? (() => false)
  testBySchema.set(schema, test)
  return test(value)
}

/** The schema that a lazy one stands for. Not looked for deeper inside, where it may hold itself. */
function madeOf(schema: Schema): Schema {
  const isLazy = schema._zod.def.type === 'lazy' && schema._zod.def.checks === undefined
  return isLazy ? (schema as z.core.$ZodLazy)._zod.innerType : schema
}

/** Null where the schema may change the value, or is of a kind that is not known here. */
function testOf(schema: Schema): Test | null {
  const { def, traits } = schema._zod
  const ofType = traits.has('$ZodExactOptional') ? null : testOfType(def as z.core.$ZodTypes['_zod']['def'])
  if (ofType === null) return null
  const checks = [...(isItsOwnCheck(schema) ? [schema] : []), ...(def.checks ?? [])].map(testOfCheck)
  const [only] = checks
  if (only === undefined) return ofType
  if (checks.length === 1) return (value) => ofType(value) && only(value)
  return (value) => ofType(value) && checks.every((test) => test(value))
}

/** Such as what `z.custom` makes. */
function isItsOwnCheck(schema: Schema): schema is Schema & z.core.$ZodCheck {
  return schema._zod.traits.has('$ZodCheck')
}

function testOfType(def: z.core.$ZodTypes['_zod']['def']): Test | null {
  switch (def.type) {
    case 'string':
      return (value) => typeof value === 'string'
    case 'number':
      return Number.isFinite
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'unknown':
    case 'custom':
      return () => true
    case 'nullable':
      return orElse((value) => value === null, testOf(def.innerType))
    case 'optional':
      return orElse((value) => value === undefined, testOf(def.innerType))
    case 'union':
      return def.options.map(testOf).reduce(eitherOf)
    case 'array':
      return arrayTest(testOf(def.element))
    case 'object':
      return def.catchall === undefined ? objectTest(def.shape) : null
    default:
      return null
  }
}

function eitherOf(one: Test | null, other: Test | null): Test | null {
  return one === null ? null : orElse(one, other)
}

function orElse(one: Test, other: Test | null): Test | null {
  return other === null ? null : (value) => one(value) || other(value)
}

function arrayTest(test: Test | null): Test | null {
  return test === null ? null : (value) => Array.isArray(value) && value.every(test)
}

interface Member {
  name: string
  test: Test
  mayLack: boolean
}

function objectTest(shape: Readonly<Record<string, Schema>>): Test | null {
  const members: Member[] = []
  for (const [name, schema] of Object.entries(shape)) {
    const test = testOf(schema)
    if (test === null) return null
    members.push({ name, test, mayLack: schema._zod.optin === 'optional' })
  }
  return (value) => {
    if (!isObject(value)) return false
    for (const { name, test, mayLack } of members) {
      const member = value[name]
      if (member === undefined ? !mayLack : !test(member)) return false
    }
    return true
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function testOfCheck(check: z.core.$ZodCheck): Test {
  const { def } = check._zod
  if ('fn' in def) {
    const holds = def.fn as (value: unknown) => unknown
    return (value) => holds(value) === true
  }
  return (value) => {
    const payload: z.core.ParsePayload = { value, issues: [] }
    const pending = check._zod.check(payload as z.core.ParsePayload<never>)
    return pending === undefined && payload.issues.length === 0 && payload.value === value
  }
}
