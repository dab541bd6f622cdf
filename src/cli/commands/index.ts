import type { Command } from '../command.js'
import { compile } from './compile.js'
import { decide } from './decide.js'
import { expr } from './expr.js'
import { init } from './init.js'
import { lint } from './lint.js'
import { redact } from './redact.js'
import { route } from './route.js'
import { scan } from './scan.js'
import { workflow } from './workflow.js'

/** Every command, one line each, in the order of the manual. */
export const commands: readonly Command[] = [
  decide,
  compile,
  scan,
  redact,
  lint,
  init,
  expr,
  route,
  workflow,
]
