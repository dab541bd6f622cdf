import type { Constant, Expression, KeyOperand, Operand } from './expression.js'

/** Prints an expression in its canonical form: single quotes, upper-case keywords, parentheses only where they are needed. Parsing it gives the expression back. */
export function printExpression(expression: Expression): string {
  switch (expression.type) {
    case 'and':
    case 'or':
      return expression.parts.map(printPart).join(` ${expression.type.toUpperCase()} `)
    case 'not':
      return `NOT (${printExpression(expression.part)})`
    case 'comparison': {
      const { left, operator, right } = expression
      return `${printOperand(left)} ${operator} ${printOperand(right)}`
    }
    case 'bare':
      return printOperand(expression.operand)
    case 'unreadable':
      return expression.text
  }
}

/** Prints a key as an expression spells it, such as `routing.skills[0]`. */
export const printKey = (key: KeyOperand): string =>
  key.path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`
      return index === 0 ? part : `.${part}`
    })
    .join('')

/**
 * Prints a part. Junctions within junctions keep their parentheses even where they could be
 * left out, because people misread them.
 */
const printPart = (part: Expression): string =>
  part.type === 'and' || part.type === 'or' ? `(${printExpression(part)})` : printExpression(part)

function printOperand(operand: Operand): string {
  switch (operand.type) {
    case 'constant':
      return printConstant(operand)
    case 'key':
      return printKey(operand)
    case 'list':
      return `[${operand.items.map(printOperand).join(', ')}]`
  }
}

function printConstant({ value }: Constant): string {
  if (typeof value === 'string') return printText(value)
  return typeof value === 'number' ? printNumber(value) : String(value)
}

/**
 * Prints text in the quote that needs no escape where there is one, because escapes are not
 * documented.
 */
function printText(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'"
  return (
    quote +
    value.replace(/[\\'"]/g, (found) =>
      found === '\\' || found === quote ? `\\${found}` : found,
    ) +
    quote
  )
}

/** Prints a number, never in exponent form, which expressions do not have. */
function printNumber(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(15).replace(/\.?0+$/, '') : text
}
