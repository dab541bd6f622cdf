import type { Annotation } from './annotation.js'

/**
 * Prints findings as SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0), which GitHub's
 * code scanning reads. A run without findings has an empty list of results, which tells it
 * from a run that failed.
 */
export const printSarif = (annotations: readonly Annotation[], version: string): string =>
  `${JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'countersign',
            version,
            rules: [...new Set(annotations.map(({ code }) => code))].map((id) => ({ id })),
          },
        },
        results: annotations.map(({ file, line, column, code, message, level }) => ({
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
