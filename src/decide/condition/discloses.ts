import { isRungAtLeast } from '../../model/index.js'
import { atom } from './atom.js'

/**
 * Each named class is disclosed at least so far. By what is given to the person who writes, not by
 * what an agent may see.
 */
export const discloses = atom({
  word: 'discloses',
  form: 'rungs',
  description: 'Each of these classes is disclosed, at this rung or a higher one.',
  named: { of: 'classes', issue: 'unknown_class' },
  states: (classes, logic) =>
    logic.all(...Object.entries(classes).map(([name, rung]) => logic.disclosed(name, rung))),
  // A class that is never given so far can never be disclosed so far.
  isImpossible: (classes, known) =>
    Object.entries(classes).some(([name, rung]) => {
      const found = known.find((one) => one.name === name)
      return found !== undefined && !isRungAtLeast(found.rungs.at(-1)?.rung ?? 'none', rung)
    }),
  isImpliedBy: (classes, given, rung) =>
    Object.entries(classes).every(([name, least]) => name === given && isRungAtLeast(rung, least)),
  // A class that the narrow one does not name may be withheld there, so it has to be named as well.
  covers: (wide, narrow) =>
    Object.entries(wide).every(([name, rung]) => isRungAtLeast(narrow[name] ?? 'none', rung)),
  say: (classes) =>
    Object.entries(classes).map(([name, rung]) => [{ words: [name] }, ` open to ${rung} at least`]),
})
