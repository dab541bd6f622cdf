import type { Annotation } from './annotation.js'

// docs.github.com/actions, "Workflow commands": in the message `%`, CR and LF are escaped,
// and in a property the colon and the comma as well, because they end it. Otherwise a name
// in a policy could begin a command of its own.
const escapeMessage = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

// Between properties stand commas, and a colon ends them.
const escapeProperty = (text: string): string =>
  escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/**
 * Prints what GitHub shows at the lines of a pull request, a line each: `::error
 * file=policy.yaml,line=7,col=3,title=dead_rule::…`.
 */
export const printGithub = (annotations: readonly Annotation[]): string =>
  annotations
    .map(
      ({ file, line, column, code, message, level }) =>
        `::${level} file=${escapeProperty(file)},line=${line},col=${column},title=${escapeProperty(code)}::${escapeMessage(message)}\n`,
    )
    .join('')
