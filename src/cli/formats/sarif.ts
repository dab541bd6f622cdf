import type { Told } from './told.js'

/** Prints findings as SARIF 2.1.0 (OASIS), which code scanning reads. */
export const printSarif = (told: readonly Told[], version: string): string =>
  `${JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'countersign',
            version,
            rules: [...new Set(told.map(({ code }) => code))].map((id) => ({ id })),
          },
        },
        results: told.map(({ file, line, column, code, message, level }) => ({
          ruleId: code,
          level,
          message: { text: message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(file) },
                region: { startLine: line, startColumn: column },
              },
            },
          ],
        })),
      },
    ],
  })}\n`
