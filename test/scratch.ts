import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Gives all tests of a run one folder for what they write, and takes it away after them, whatever became of them. */
export default function openScratch(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'))
  process.env['TMPDIR'] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
