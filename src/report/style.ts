/**
 * The styles of the page: system fonts, both themes, phone width, print, reduced motion. Nothing is
 * loaded.
 *
 * Shades of one ink say how much is given, from `--t0` for nothing to `--t4` for all, so that the
 * table can be read in grey and by people who do not tell red from green. Red is for what failed, and
 * for alarms.
 */
export const STYLE = `
:root{color-scheme:light dark;--ground:#fff;--raised:#f5f6f8;--ink:#1b1f27;--soft:#525a69;--line:#d3d8e0;--link:#0b57b8;
--t0:color-mix(in srgb,var(--ink) 3%,var(--ground));--t1:color-mix(in srgb,var(--ink) 6%,var(--ground));--t2:color-mix(in srgb,var(--ink) 9%,var(--ground));--t3:color-mix(in srgb,var(--ink) 13%,var(--ground));--t4:color-mix(in srgb,var(--ink) 20%,var(--ground));--goodink:#12622f;--badink:#a3161d;--amber:#7a4b00;--badground:#fdf0f0;--accent:#0b57b8}
@media(prefers-color-scheme:dark){:root{--ground:#14171d;--raised:#1d222b;--ink:#e8ebf1;--soft:#a9b2c1;--line:#3a4250;--link:#8fbcff;
--goodink:#83dba2;--badink:#ff9d9d;--amber:#f0c060;--badground:#35191c;--accent:#8fbcff}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:break-word}
header,main,footer,.rail{max-width:72rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}h1{font-size:1.9rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.35rem;margin:2.75rem 0 .5rem;padding-top:.5rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.25rem 0 .25rem}h4{font-size:.9rem;margin:0 0 .25rem}p{margin:.4rem 0;max-width:46rem}
a{color:var(--link)}code,pre{font:.85em/1.45 ui-monospace,monospace}
.facts{color:var(--soft);margin:0 0 1rem}.facts code{white-space:nowrap;overflow:hidden;text-overflow:ellipsis;display:inline-block;max-width:100%;vertical-align:bottom}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:0;list-style:none}.rail a[aria-current]{font-weight:600}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.5rem 1rem;z-index:9}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:.9rem}caption{text-align:start;color:var(--soft);padding:.25rem 0 .5rem}
th,td{padding:.4rem .6rem;text-align:start;vertical-align:top;border-bottom:1px solid var(--line)}thead th{color:var(--soft);font-weight:600}
tr.group th{padding-top:1.1rem;color:var(--soft);font-weight:600;font-size:.85rem}.number{text-align:end;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}.wide th,.wide td{overflow-wrap:break-word}
.none,.deny,.drop,.absent{--tint:var(--t0)}.step_up,.deliver_to_record,.hash,.token{--tint:var(--t1)}.accept{--tint:var(--t1)}.confirm,.truncate{--tint:var(--t2)}.masked,.mask{--tint:var(--t3)}.full,.allow,.keep{--tint:var(--t4)}
.tools{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:baseline;margin:.75rem 0;font-size:.92rem}.tools input[type=search]{font:inherit;color:inherit;background:var(--ground);border:1px solid var(--soft);border-radius:6px;padding:.25rem .5rem;width:14rem;max-width:100%}.tools output,.on-channels{color:var(--soft)}
#grid{table-layout:fixed}#grid td,#grid th{border:0}#grid thead :is(th,td){position:sticky;top:0;z-index:3;background:var(--ground);border-bottom:2px solid var(--line);color:var(--ink);vertical-align:bottom;padding:.5rem .5rem .4rem}#grid thead td{width:12.5rem;inset-inline-start:0;z-index:4}#grid thead b{text-transform:capitalize;overflow-wrap:normal}
.level-says{display:block;color:var(--soft);font-size:.78rem;font-weight:400;line-height:1.35}
#grid tbody th{position:sticky;inset-inline-start:0;z-index:2;background:var(--ground);font-weight:400;padding:.45rem .5rem .45rem 0}#grid tr[data-row]>*{border-bottom:1px solid var(--line)}#grid .group th{padding-top:1.1rem;font-weight:600}
#grid summary{width:auto;list-style-position:outside;margin-inline-start:1rem;font-size:.92rem}#grid summary b{font-weight:600}#grid summary b{display:inline-block}#grid summary b::first-letter{text-transform:uppercase}#grid summary code{display:inline-block}#grid code{font-size:.78rem;color:var(--soft)}#grid dl{font-size:.8rem;margin:.3rem 0 .3rem 1rem}#grid dl div{margin:.15rem 0}#grid dt{display:inline;color:var(--soft);font-weight:400}#grid dt::after{content:": "}#grid dd{display:inline}.ceiling{font-size:.78rem;color:var(--soft);margin:.15rem 0 0 1rem}
.given,.absent{padding:2px!important;height:1px}.given a,.words dt{background:var(--tint)}.given a{display:block;height:100%;min-height:2.6rem;padding:.35rem .5rem;color:inherit;text-decoration:none;border-radius:5px}.given a:hover{text-decoration:underline}.full a,.allow a{font-weight:600}.none a,.deny a{color:var(--soft)}.absent::before{content:"–";color:var(--soft);padding:.5rem}
.but{display:block;margin-top:.3rem;padding-top:.25rem;border-top:1px solid var(--soft);font-size:.78rem;font-weight:400;line-height:1.35;color:var(--ink)}.but b{font-weight:600;white-space:nowrap}.mark{color:var(--soft);margin-inline-start:.35em;font-size:.75em}
#grid:has(tr:focus-within) a:focus-visible,#grid summary:focus-visible{outline-offset:-2px}
.legend,.words{color:var(--soft);font-size:.9rem}.words{display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;margin:.75rem 0}.words div{display:flex;gap:.5rem;align-items:baseline}
.words{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr))}.words dt{padding:.25rem .5rem;border-radius:4px;color:var(--ink);flex:none;max-width:9rem}
#redaction~.wide table{table-layout:fixed}td.as-given{color:var(--soft)}.six td{background:var(--tint)}
dialog{color:inherit;background:var(--ground);border:0;border-inline-start:1px solid var(--line);padding:1.25rem 1.5rem 2rem;width:min(30rem,100vw);height:100vh;max-height:none;max-width:none;margin:0 0 0 auto;overflow-y:auto;box-shadow:0 0 40px #0005}dialog::backdrop{background:#0006}dialog header{display:flex;gap:1rem;justify-content:space-between;align-items:start;padding:0;margin:0}dialog h3{margin:0;font-size:1.2rem}dialog h3 bdi{display:inline-block}dialog h3 bdi::first-letter{text-transform:uppercase}dialog h4{margin:1.25rem 0 .25rem;font-size:.95rem}dialog ul,dialog ol{margin:.25rem 0;padding-inline-start:1.25rem}dialog li{margin:.35rem 0}dialog select,dialog button{font:inherit;color:inherit;background:var(--raised);border:1px solid var(--soft);border-radius:6px;padding:.25rem .6rem;max-width:100%}dialog button{cursor:pointer}.drawer-given{padding:.5rem .75rem;background:var(--raised);border-radius:6px}.try{white-space:nowrap;font-weight:600}
@media(max-width:40rem){dialog{width:100vw;height:auto;max-height:85vh;margin:auto 0 0;border:0;border-radius:14px 14px 0 0;padding:1rem 1.1rem 2rem}}
@media(max-width:22rem){#grid thead :is(th,b){font-weight:400;letter-spacing:-.04em}}
@media(prefers-reduced-motion:no-preference){dialog[open]{animation:slide .18s ease-out}@keyframes slide{from{translate:2rem 0;opacity:0}}}
#tip{position:absolute;z-index:5;max-width:min(24rem,92vw);background:var(--ground);border:1px solid var(--soft);border-radius:8px;padding:.5rem .9rem;font-size:.88rem;box-shadow:0 6px 24px #0004}
#tip h3{margin:.1rem 0}#tip p,.card p{margin:.25rem 0}#tip ul,.card ul{margin:.25rem 0;padding-inline-start:1.1rem}
.cards{columns:20rem;column-gap:1.75rem}.card{break-inside:avoid;padding-bottom:.75rem;font-size:.9rem}.card h3{margin-top:.5rem}.card:target{background:var(--raised);outline:2px solid var(--accent);outline-offset:.4rem}
.sources{font-weight:600}cite{font-style:normal;color:var(--soft)}.pack{background:var(--raised);border:1px solid var(--line);border-radius:4px;padding:0 .3em;font:.85em ui-monospace,monospace}
.findings{list-style:none;padding:0}.findings>li{padding:.4rem 0;border-bottom:1px solid var(--line)}.findings p{margin:.15rem 0;font-size:.9rem}
.good>b,p.good{color:var(--goodink)}.bad>b,p.bad{color:var(--badink)}.moved>b{color:var(--amber)}.count{color:var(--soft);font-size:.9rem;white-space:nowrap}
details{min-width:0;max-width:100%}summary{cursor:pointer;font-size:.9rem;width:fit-content}pre{background:var(--raised);padding:.75rem;overflow-x:auto;border-radius:6px;margin:.4rem 0}
meter{width:12rem;max-width:100%;vertical-align:middle}
.lesson{border:1px solid var(--line);border-radius:8px;padding:.75rem 1.1rem;margin:1rem 0;break-inside:avoid}.lesson h3{margin:0}.lesson h3::first-letter{text-transform:uppercase}.meaning{color:var(--soft)}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem}.columns{display:grid;grid-template-columns:repeat(3,1fr);gap:1.5rem;font-size:.92rem}.columns ul,.columns ol{margin:0;padding-inline-start:1.1rem}.where{color:var(--soft)}
.cover h2{margin-top:1.5rem}.strip{border:1px solid var(--line);border-inline-start:8px solid var(--amber);border-radius:8px;padding:.6rem 1rem;background:var(--raised)}.strip.bad{border-color:var(--badink);background:var(--badground)}.strip.good{border-color:var(--goodink)}.strip.open{border-inline-start-color:var(--amber)}
.strip ul{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.5rem 1.25rem;list-style:none;margin:.4rem 0 0;padding:0}.strip li{display:flex;flex-direction:column}.strip li a,.strip li b{font-weight:600;color:inherit}.strip .good>:first-child{color:var(--goodink)}.strip .bad>:first-child{color:var(--badink)}.strip .open>:first-child{color:var(--amber)}
.alarm{border:1px solid var(--badink);border-inline-start-width:6px;border-radius:8px;padding:.4rem .8rem;background:var(--badground)}.alarm b{color:var(--badink)}.written{color:var(--amber);font-weight:600}
p.count{white-space:normal}
.riskiest{padding-inline-start:1.4rem}.riskiest li{margin:.35rem 0;max-width:60rem}.takes{color:var(--soft);font-weight:400}.change{color:var(--amber)}
[hidden]{display:none!important}.bench{display:grid;grid-template-columns:minmax(16rem,22rem) minmax(0,1fr);gap:2.25rem}.desk .columns{gap:1.5rem}
.desk label{font-size:.92rem}.desk input:not([type=checkbox]),.desk select,.desk textarea{font:inherit;font-size:.92rem;width:100%;color:inherit;background:var(--ground);border:1px solid var(--soft);border-radius:6px;padding:.35rem .5rem}
.desk textarea{resize:vertical}.desk [type=range]{padding:0}#desk-json{font-family:ui-monospace,monospace}
.desk fieldset{min-width:0;border:1px solid var(--line);border-radius:8px;margin:.75rem 0;padding:.25rem .8rem .6rem}.desk legend{font-weight:600;font-size:.92rem;padding:0 .3rem}
.picks{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,15rem),1fr));gap:.15rem .75rem}.picks label{min-width:0;display:flex;gap:.45rem;align-items:baseline}.picks input{flex:none}.picks bdi{min-width:0;overflow-wrap:anywhere}.fields{display:grid;grid-template-columns:1fr 1fr;gap:.75rem}.fields p{margin:0}
.desk button{font:inherit;font-size:.9rem;color:inherit;background:var(--raised);border:1px solid var(--soft);border-radius:6px;padding:.15rem .6rem;cursor:pointer}
.level{font-size:1.05rem;margin-top:0}.level b{border-radius:6px;padding:.1rem .6rem;background:var(--t2);text-transform:capitalize}.level-0 b{background:var(--t0)}.level-1 b{background:var(--t1)}.level-3 b{background:var(--t3)}.level-4 b{background:var(--t4)}
#desk-status{position:sticky;top:0;z-index:2;max-width:none;margin:.5rem 0;padding:.45rem 0;background:var(--ground);border-bottom:1px solid var(--line);font-weight:600}
svg text{font:13px system-ui,sans-serif;fill:var(--ink);text-anchor:middle}.stop rect{fill:var(--raised);stroke:var(--soft)}.edge path{fill:none;stroke:var(--soft);stroke-width:2}.weakest path{stroke:var(--ink)}.weakest path:first-child{stroke-dasharray:5 4}.weakest text{font-weight:600}
dl{margin:0}.given-list div,.seen div{display:grid;grid-template-columns:1fr auto;gap:.5rem;padding:.15rem 0;border-bottom:1px solid var(--line)}dd{margin:0}.given-list dd{padding:0 .5em;border-radius:4px;background:var(--tint)}
.seen div{grid-template-columns:6rem 1fr}dt{font-weight:600}.way{list-style:none;margin:.4rem 0;padding:0;font-size:.92rem}.way>li{position:relative;padding:.15rem 0 .3rem 1.6rem}.way>li::before{content:"";position:absolute;inset-inline-start:.25rem;top:.5rem;width:.55rem;height:.55rem;border:2px solid var(--soft);border-radius:50%;background:var(--ground);z-index:1}.way>li:not(:last-child)::after{content:"";position:absolute;inset-inline-start:.59rem;top:.6rem;bottom:-.6rem;width:2px;background:var(--line)}
.way>.hit::before{background:var(--ink);border-color:var(--ink)}.way>.end::before{border-radius:2px;background:var(--soft)}.miss,.unasked{color:var(--soft)}.targets{list-style:none;margin:.3rem 0;padding:.35rem .8rem;border:1px solid var(--line);border-inline-start:4px solid var(--ink);border-radius:8px;background:var(--raised);color:var(--ink)}
.panel{border:1px solid var(--line);border-inline-start:6px solid var(--soft);border-radius:8px;padding:.5rem 1rem;margin:.5rem 0}.panel .columns{display:block;columns:15rem}.panel h4{break-after:avoid;margin-top:.4rem}.panel.proved{border-inline-start-color:var(--ink)}.panel.stop{border-inline-start-color:var(--badink)}
.sign div{display:grid;grid-template-columns:9rem minmax(0,1fr);gap:.5rem;padding:.5rem 0;border-bottom:1px solid var(--line)}
footer{color:var(--soft);padding-top:2rem;padding-bottom:3rem;font-size:.9rem}
@media(min-width:64rem){body{display:grid;grid-template-columns:12rem minmax(0,1fr);max-width:84rem;margin:0 auto}header,main,footer{grid-column:2;margin:0;width:100%;max-width:none}.rail{grid-column:1;grid-row:1/span 3;position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;padding:2.25rem .5rem 1rem 1.25rem;margin:0;font-size:.9rem}.rail ul{display:block}.rail a{display:block;padding:.3rem .6rem;color:var(--soft);text-decoration:none;border-inline-start:3px solid var(--line)}.rail a:hover{color:var(--ink);text-decoration:underline}.rail a[aria-current]{color:var(--ink);border-inline-start-color:var(--ink)}}
@media(min-width:40rem) and (max-width:64rem){.grid-box{overflow:auto;max-height:85vh}#grid{min-width:46rem}}
@media(max-width:60rem){.bench{grid-template-columns:minmax(0,1fr);gap:1rem}}
@media(max-width:40rem){body{font-size:15px}.columns{grid-template-columns:1fr;gap:.9rem}h1{font-size:1.5rem}header,main,footer{padding-inline:1rem}
.wide table{min-width:36rem}.pair{grid-template-columns:1fr;gap:.5rem}.five{overflow:visible}:is(.five,#grid),.five table,:is(.five,#grid) :is(thead,tbody,caption){display:block;min-width:0}:is(.five,#grid) tr{display:grid;grid-template-columns:repeat(5,minmax(0,1fr));gap:3px;margin-bottom:3px}.six tr{grid-template-columns:repeat(6,minmax(0,1fr))}:is(.five,#grid) thead td{display:none}:is(.five,#grid) :is(th[scope=row],.group th,td[colspan]){grid-column:1/-1;width:auto;padding:.35rem 0 0;border:0}.five thead{position:sticky;top:0;background:var(--ground)}.five thead th{padding:.3rem 0;font-size:.62rem;overflow-wrap:normal}.five td{padding:.3rem;border:0;border-radius:6px;font-size:.76rem;overflow-wrap:normal}
#grid thead{position:sticky;top:0;z-index:3;background:var(--ground)}#grid thead th{position:static;padding:.3rem 0;font-size:.62rem;letter-spacing:-.01em}#grid thead .level-says{display:none}#grid tbody th{position:static}#grid tr[data-row]{padding-bottom:.5rem;border-bottom:1px solid var(--line)}#grid tr[data-row]>*{border:0}.given a{padding:.3rem .25rem;font-size:.74rem}.given,.absent{padding:0!important;height:auto}.but{font-size:.66rem}.but b{white-space:normal}.ramp::before{width:2rem}}
@media(max-width:22rem){#grid thead :is(th,b){font-weight:400;letter-spacing:-.04em}}
@media print{:root{--ground:#fff;--raised:#fff;--ink:#000;--soft:#333;--line:#999}body{font-size:10pt}nav,.skip,#tip,dialog,.to-desk,.to-rule,#desk-form,#desk-status,.desk button{display:none!important}.bench{display:block}
body{display:block}.tools,#grid-help{display:none!important}.grid-box{overflow:visible;max-height:none}#grid :is(th,td){position:static!important}#grid{min-width:0}#grid thead td{width:9.5rem}#grid thead th{font-size:8pt;padding-inline:.25rem}#grid .level-says{font-size:7pt}#grid dl,.ceiling{font-size:7.5pt}.training{break-before:page}a{color:inherit;text-decoration:none}*{print-color-adjust:exact}}
`
