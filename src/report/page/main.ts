import type { Page } from './dom.js'
import { filterRows, walkGrid } from './grid.js'
import { type Opener, openDesk } from './openDesk.js'
import { followReading, type Watcher } from './rail.js'
import { showTips } from './tips.js'

// The script of the page, as the bundler takes it: what works without the desk. The page is whole
// without any script, so each part looks for its own places and does nothing where they are not.
declare const document: Page & Opener['document']
declare const window: Watcher

walkGrid(document)
filterRows(document)
showTips(document)
followReading(document, window)
void openDesk({ document })
