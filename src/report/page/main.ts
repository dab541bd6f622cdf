import type { Page } from './dom.js'
import { filterRows, walkGrid } from './grid.js'
import { type Opener, openDesk } from './openDesk.js'
import { followReading, type Watcher } from './rail.js'
import { showTips } from './tips.js'

declare const document: Page & Opener['document']
declare const window: Watcher

walkGrid(document)
filterRows(document)
showTips(document)
followReading(document, window)
void openDesk({ document })
