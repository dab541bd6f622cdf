import { atom, isWithin } from './atom.js'

/**
 * They act for another as one of these. What they say of it counts for nothing: it takes that they are verified, and that
 * the directory ties them to whom they name. So nobody is sent anywhere by a claim, and what the directory says of
 * somebody does not show in where they are sent before it is sure who they are. A level of trust alone never says that it
 * holds, so it has no word of what it allows at one.
 */
export const acting = atom({
  word: 'acting',
  form: 'relations',
  description:
    'The person is verified, and the directory says that they act for another person in one of these roles.',
  states: (value, logic) => logic.any(...value.map((relation) => logic.acting(relation))),
  covers: isWithin,
  say: (value) => [
    ['acting for another as ', { words: value.map((one) => one.replaceAll('_', ' ')) }],
  ],
})
