/** The styles of the desk: chips of evidence, inputs that stay in sight beside the answer, and two versions side by side. */
export const DESK_STYLE = `
.chips bdi{min-width:0}.chips{display:flex;flex-wrap:wrap;gap:.3rem}.chips label{display:inline-flex;max-width:100%;min-width:0;overflow-wrap:anywhere;gap:.4rem;align-items:baseline;border:1px solid var(--line);border-radius:1rem;padding:.15rem .7rem;cursor:pointer}.chips label:has(:checked){border-color:var(--ink);background:var(--raised);font-weight:600}.chips small{color:var(--soft);font-weight:400}
.fields.three{grid-template-columns:1fr 5.5rem 1fr}.fault:empty{display:none}.desk [aria-invalid=true]{border-color:var(--badink)}
.desk-tools{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}.desk-link input{font-family:ui-monospace,monospace}
.beside table{table-layout:fixed}.beside th[scope=row]{font-weight:400}.beside .moved-row td{color:var(--soft)}.beside .moved-row td:last-child{color:var(--amber);font-weight:600;box-shadow:inset 3px 0 0 var(--amber)}
@media(min-width:60.01rem){.bench>form{position:sticky;top:3rem;align-self:start;max-height:calc(100vh - 3.5rem);overflow-y:auto;padding:0 .6rem 0 .2rem}}
`
