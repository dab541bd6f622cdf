import type { PageDocument } from './dom.js'
import { filterRows, walkGrid } from './grid.js'
import { type DeskOpener, openDesk } from './openDesk.js'
import { followReading, type HeadingWatcher } from './rail.js'
import { showTips } from './tips.js'

// The script of the page, as the bundler takes it: what works without the desk. The page is whole
// without any script, so each part looks for its own places and does nothing where they are not.
declare const document: PageDocument & DeskOpener['document']
declare const window: HeadingWatcher

walkGrid(document)
filterRows(document)
showTips(document)
followReading(document, window)
void openDesk({ document })
