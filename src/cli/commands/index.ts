import type { Command } from '../command.js'
import { compile } from './compile.js'
import { completionOf } from './completion.js'
import { decide } from './decide.js'
import { diff } from './diff.js'
import { explain } from './explain.js'
import { expr } from './expr.js'
import { init } from './init.js'
import { lint } from './lint.js'
import { migrate } from './migrate.js'
import { mutate } from './mutate.js'
import { playground } from './playground.js'
import { prove } from './prove.js'
import { redact } from './redact.js'
import { replay } from './replay.js'
import { report } from './report.js'
import { review } from './review.js'
import { route } from './route.js'
import { scan } from './scan.js'
import { sids } from './sids.js'
import { test } from './test.js'
import { workflow } from './workflow.js'

/** Every command, one line each, in the order of the manual. */
const listed: readonly Command[] = [
  decide,
  compile,
  migrate,
  scan,
  redact,
  lint,
  test,
  prove,
  mutate,
  explain,
  diff,
  replay,
  report,
  playground,
  review,
  init,
  expr,
  route,
  workflow,
  sids,
]

/** Every command, and the one that completes them in a shell. */
export const commands: readonly Command[] = [...listed, completionOf(listed)]
