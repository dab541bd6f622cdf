import { atom, isWithin } from './atom.js'

/** Facts from the business: each named fact is one of the values. */
export const context = atom({
  word: 'context',
  form: 'facts',
  description: 'Facts from the business, each one of these values; never what the person says.',
  states: (facts, logic) =>
    logic.all(
      ...Object.entries(facts).map(([name, values]) =>
        logic.any(...values.map((value) => logic.fact(name, value))),
      ),
    ),
  covers: (wide, narrow) =>
    Object.entries(wide).every(([name, values]) => {
      const inner = narrow[name]
      return inner !== undefined && isWithin(values, inner)
    }),
  say: (facts) =>
    Object.entries(facts).map(([name, values]) => [
      { words: [name] },
      ' is ',
      { words: values.map(String) },
    ]),
})
