/** A value under construction: optional members are set where there are any, and nothing is set afterwards. */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] }
