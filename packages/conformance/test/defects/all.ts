import { changes } from './changes.ts'
import type { Defect } from './defect.ts'
import { errors } from './errors.ts'
import { identityAndCoverage } from './identity-and-coverage.ts'
import { money } from './money.ts'
import { pages } from './pages.ts'
import { read } from './read.ts'
import { sameContent } from './same-content.ts'
import { secrets } from './secrets.ts'
import { settlement } from './settlement.ts'
import { status } from './status.ts'
import { unsupported } from './unsupported.ts'
import { webhooks } from './webhooks.ts'
import { write } from './write.ts'

export const defects: readonly Defect[] = [
  ...identityAndCoverage,
  ...read,
  ...pages,
  ...money,
  ...status,
  ...write,
  ...changes,
  ...settlement,
  ...sameContent,
  ...errors,
  ...unsupported,
  ...webhooks,
  ...secrets,
]
