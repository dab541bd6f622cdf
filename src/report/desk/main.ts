import type { Desk } from './deskDom.js'
import { runDesk } from './runDesk.js'

declare const window: Desk

runDesk(window)
