import type { Page } from './dom.js'
import { type Opener, openDesk } from './openDesk.js'
import { showTips } from './tips.js'

declare const document: Page & Opener['document']

showTips(document)
void openDesk({ document })
