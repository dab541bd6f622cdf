/**
 * The styles of the changes: amber is for change alone, and what stays the same is pale. What is
 * looser is said in a word, as no colour says it to everybody (WCAG 2.2, 1.4.1).
 */
export const CHANGES_STYLE = `
.cause{border:1px solid var(--line);border-inline-start:5px solid var(--amber);border-radius:8px;padding:.5rem 1rem;margin:1rem 0}
.cause h3{margin:0 0 .2rem;font-size:1rem}.written-lines{list-style:none;margin:0;padding:0}.written-lines li{margin:.15rem 0}.written-lines .at{font-weight:600;color:var(--ink)}
.was{color:var(--soft)}.now{color:var(--amber);font-weight:600}.at{color:var(--soft);font-size:.9rem}
.moves table{table-layout:fixed;border-spacing:3px 2px}.moves thead td{width:11rem}.moves th,.moves td{border:0;padding:.3rem .5rem}.moves thead th{padding-block:.2rem}.moves th[scope=row]{width:11rem;font-weight:400}.moves tr.group th{padding:.6rem .5rem .1rem;color:var(--ink)}
.moves td.same{color:var(--soft);text-align:center}.moves .moved-cell{border-radius:6px;box-shadow:inset 0 0 0 2px var(--amber)}.moved-cell .ramp{display:block}.moved-cell .before{color:var(--soft)}.moved-cell b{color:var(--amber)}
.rest{display:flex;flex-wrap:wrap;gap:.1rem 1.25rem;align-items:baseline;font-size:.9rem}.rest p{margin:0}.moves .where-to td{padding-block:0 .4rem}.rest details{min-width:0;max-width:100%}.rest details[open]{flex-basis:100%;order:1}.moves .where-to td{max-width:0}
`
