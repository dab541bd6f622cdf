import { LINE_HEIGHT } from './runPlayground.js'

/**
 * The styles of the playground: system fonts, both themes, side by side or below each other.
 * Nothing is loaded.
 *
 * The editor and the marks behind it have one font, size and line height, or a mark would stand
 * beside its word.
 */
export const PLAYGROUND_STYLE = `
:root{color-scheme:light dark;--ground:#fff;--raised:#f5f6f8;--ink:#1b1f27;--soft:#525a69;--line:#d3d8e0;--accent:#0b57b8;--goodink:#12622f;--badink:#a3161d;--openink:#7a4a00}
@media(prefers-color-scheme:dark){:root{--ground:#14171d;--raised:#1d222b;--ink:#e8ebf1;--soft:#a9b2c1;--line:#3a4250;--accent:#8fbcff;--goodink:#83dba2;--badink:#ff9d9d;--openink:#f0c674}}
*{box-sizing:border-box}[hidden]{display:none!important}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.45 system-ui,sans-serif;overflow-wrap:anywhere}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.5rem 1rem;z-index:9}
:focus-visible{outline:3px solid var(--accent);outline-offset:1px}
header{display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;align-items:baseline;padding:.6rem 1rem;border-bottom:1px solid var(--line)}
h1{font-size:1.15rem;margin:0}header p{margin:0;color:var(--soft);font-size:.9rem}h2{font-size:.95rem;margin:.6rem 0 .3rem}
.tools{display:flex;flex-wrap:wrap;gap:.4rem .75rem;margin-inline-start:auto;align-items:center;font-size:.9rem}
select,button,.button,#play-link{font:inherit;font-size:.9rem;color:inherit;background:var(--raised);border:1px solid var(--soft);border-radius:6px;padding:.2rem .6rem;text-decoration:none}
button,.button,select{cursor:pointer}.button input{position:absolute;opacity:0;width:1px;height:1px}.button:focus-within{outline:3px solid var(--accent);outline-offset:1px}
.shared{flex-basis:100%;display:grid;grid-template-columns:auto 1fr;gap:.25rem .75rem;align-items:baseline}.shared p{grid-column:1/-1;color:var(--openink)}#play-link{width:100%;cursor:text;font-family:ui-monospace,monospace}
main{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,7fr);grid-template-rows:minmax(7rem,34vh) minmax(0,1fr);grid-template-areas:"edit answers" "edit view";gap:0 1rem;padding:0 1rem 1rem;height:calc(100vh - 3.4rem);min-height:34rem}
.edit{grid-area:edit;display:flex;flex-direction:column;min-height:0}.answers{grid-area:answers;display:flex;flex-direction:column;min-height:0}.view{grid-area:view;display:flex;flex-direction:column;min-height:0}
.editor{flex:1;display:flex;min-height:0;border:1px solid var(--line);border-radius:8px;overflow:hidden;background:var(--raised)}
.editor pre,.editor textarea{margin:0;padding:.5rem;font:13px/${LINE_HEIGHT}px ui-monospace,monospace;tab-size:2;white-space:pre;overflow-wrap:normal}
#play-numbers{text-align:end;color:var(--soft);overflow:hidden;user-select:none;border-inline-end:1px solid var(--line);min-width:3rem}#play-numbers b{color:var(--badink)}
.well{position:relative;flex:1;min-width:0;background:var(--ground)}.well>*{position:absolute;inset:0;width:100%;height:100%}
#play-marks{color:transparent;overflow:hidden;pointer-events:none}#play-marks mark{color:transparent;background:none;text-decoration:underline wavy 2px var(--badink);text-underline-offset:3px;text-decoration-skip-ink:none}
.editor textarea{border:0;resize:none;background:transparent;color:inherit;overflow:auto}.editor textarea:focus-visible{outline-offset:-3px}
#play-status{margin:0;padding:.35rem .7rem;border-radius:6px;background:var(--raised);border-inline-start:5px solid var(--openink);font-weight:600}
#play-status[data-tone=good]{border-color:var(--goodink)}#play-status[data-tone=bad]{border-color:var(--badink);color:var(--badink)}
#play-found{flex:1;overflow:auto;min-height:0}.found{list-style:none;margin:0;padding:0;font-size:.9rem}.found li{display:grid;grid-template-columns:4rem minmax(0,1fr);gap:.6rem;padding:.25rem 0;border-bottom:1px solid var(--line)}.found p{margin:.1rem 0}
.place{justify-self:end;align-self:start;font:13px ui-monospace,monospace;padding:.1rem .4rem}span.place{border:0}.good b{color:var(--goodink)}.open b{color:var(--openink)}.bad b,p.bad{color:var(--badink)}
pre{background:var(--raised);border-radius:6px;overflow:auto;font:12px/1.4 ui-monospace,monospace}.found pre{margin:.3rem 0;padding:.5rem;max-height:14rem}summary{cursor:pointer;width:fit-content}
#play-note{margin:0 0 .3rem;padding:.35rem .7rem;border-radius:6px;border:1px dashed var(--openink);color:var(--openink);font-weight:600}
iframe{flex:1;width:100%;border:1px solid var(--line);border-radius:8px;background:var(--ground);color-scheme:light dark}[data-stale=true] iframe{opacity:.35}
@media(max-width:56rem){main{display:block;height:auto}.tools{margin-inline-start:0}.editor{height:26rem;flex:none}#play-found{max-height:24rem}iframe{flex:none;height:85vh}.view{margin-top:.5rem}}
`
