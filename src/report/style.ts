/** The styles of the page: system fonts, both themes, phone width, print, reduced motion. Nothing is loaded. */
export const STYLE = `
:root{color-scheme:light dark;--ground:#fff;--raised:#f5f6f8;--ink:#1b1f27;--soft:#525a69;--line:#d3d8e0;--link:#0b57b8;
--full:#cdebd6;--part:#fdeec2;--few:#dbe6fb;--shut:#eceef2;--goodink:#12622f;--badink:#a3161d;--movedink:#5a3d9e;--amber:#7a4b00;--badground:#fdf0f0;--accent:#0b57b8}
@media(prefers-color-scheme:dark){:root{--ground:#14171d;--raised:#1d222b;--ink:#e8ebf1;--soft:#a9b2c1;--line:#3a4250;--link:#8fbcff;
--full:#164a2b;--part:#54430d;--few:#22375f;--shut:#262c36;--goodink:#83dba2;--badink:#ff9d9d;--movedink:#c5b1ff;--amber:#f0c060;--badground:#35191c;--accent:#8fbcff}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:72rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}h1{font-size:1.9rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.35rem;margin:2.75rem 0 .5rem;padding-top:.5rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.25rem 0 .25rem}h4{font-size:.9rem;margin:0 0 .25rem}p{margin:.4rem 0;max-width:46rem}
a{color:var(--link)}code,pre{font:.85em/1.45 ui-monospace,monospace}
.facts{color:var(--soft);margin:0 0 1rem}.facts code{white-space:nowrap;overflow:hidden;text-overflow:ellipsis;display:inline-block;max-width:100%;vertical-align:bottom}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:0;list-style:none}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.5rem 1rem;z-index:9}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:.9rem}caption{text-align:start;color:var(--soft);padding:.25rem 0 .5rem}
th,td{padding:.4rem .6rem;text-align:start;vertical-align:top;border-bottom:1px solid var(--line)}thead th{color:var(--soft);font-weight:600}
tr.group th{padding-top:1.1rem;color:var(--soft);font-weight:600;font-size:.85rem}.number{text-align:end;font-variant-numeric:tabular-nums}
.wide,.sheet{overflow-x:auto}.wide th,.wide td{overflow-wrap:break-word}
.channels{border:0;padding:0;margin:1rem 0;display:flex;flex-wrap:wrap;gap:.4rem}.channels legend{padding:0 0 .35rem;font-weight:600}
.channels input{position:absolute;opacity:0;pointer-events:none}
.channels label{border:1px solid var(--line);border-radius:99px;padding:.2rem .8rem;cursor:pointer;font-size:.9rem}
.channels :checked+label{background:var(--ink);color:var(--ground);border-color:var(--ink)}
.channels :focus-visible+label{outline:3px solid var(--accent);outline-offset:2px}
.sheet{display:none}
.sheet table{border-spacing:3px;table-layout:fixed;min-width:44rem}.sheet th[scope=row]{width:12rem}.sheet th[scope=row],.sheet td{border:0}
.sheet thead td{width:12rem}.given{padding:0;border-radius:6px;background:var(--few)}.given a{display:block;padding:.4rem .6rem;color:inherit;text-decoration:none;border-radius:6px}
.given a:hover{text-decoration:underline}
.full,.allow{background:var(--full)}.full a,.allow a{font-weight:600}.masked,.confirm{background:var(--part)}
.none,.deny,.absent{background:var(--shut);color:var(--soft)}.absent{border-radius:6px}.mark{color:var(--badink);margin-inline-start:.35em;font-size:.75em}
.legend,.words{color:var(--soft);font-size:.9rem}.words{display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;margin:.75rem 0}.words div{display:flex;gap:.5rem;align-items:baseline}.words dt{padding:0 .45rem;border-radius:4px;background:var(--few);color:var(--ink);white-space:nowrap}.words .full,.words .allow{background:var(--full)}.words .masked,.words .confirm{background:var(--part)}.words .none,.words .deny{background:var(--shut)}
#redaction~.wide table{table-layout:fixed}td.as-given{color:var(--soft)}td.keep{background:var(--full)}td.mask,td.truncate{background:var(--part)}td.hash,td.token{background:var(--few)}td.drop{background:var(--shut)}
#tip{position:absolute;z-index:5;max-width:min(24rem,92vw);background:var(--ground);border:1px solid var(--soft);border-radius:8px;padding:.5rem .9rem;font-size:.88rem;box-shadow:0 6px 24px #0004}
#tip h3{margin:.1rem 0}#tip p,.card p{margin:.25rem 0}#tip ul,.card ul{margin:.25rem 0;padding-inline-start:1.1rem}
.cards{columns:20rem;column-gap:1.75rem}.card{break-inside:avoid;padding-bottom:.75rem;font-size:.9rem}.card h3{margin-top:.5rem}.card:target{background:var(--raised);outline:2px solid var(--accent);outline-offset:.4rem}
.sources{font-weight:600}cite{font-style:normal;color:var(--soft)}.pack{background:var(--raised);border:1px solid var(--line);border-radius:4px;padding:0 .3em;font:.85em ui-monospace,monospace}
.findings{list-style:none;padding:0}.findings>li{padding:.4rem 0;border-bottom:1px solid var(--line)}.findings p{margin:.15rem 0;font-size:.9rem}
.good>b,p.good{color:var(--goodink)}.bad>b,p.bad{color:var(--badink)}.moved>b{color:var(--movedink)}.count{color:var(--soft);font-size:.9rem;white-space:nowrap}
summary{cursor:pointer;font-size:.9rem;width:fit-content}pre{background:var(--raised);padding:.75rem;overflow-x:auto;border-radius:6px;margin:.4rem 0}
meter{width:12rem;max-width:100%;vertical-align:middle}
.lesson{border:1px solid var(--line);border-radius:8px;padding:.75rem 1.1rem;margin:1rem 0;break-inside:avoid}.lesson h3{margin:0;text-transform:capitalize}.meaning{color:var(--soft)}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem}.columns{display:grid;grid-template-columns:repeat(3,1fr);gap:1.5rem;font-size:.92rem}.columns ul,.columns ol{margin:0;padding-inline-start:1.1rem}.where{color:var(--soft)}
.cover h2{margin-top:1.5rem}.strip{border:1px solid var(--line);border-inline-start:8px solid var(--movedink);border-radius:8px;padding:.6rem 1rem;background:var(--raised)}.strip.bad{border-color:var(--badink);background:var(--badground)}.strip.good{border-color:var(--goodink)}.strip.open{border-inline-start-color:var(--amber)}
.strip ul{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.5rem 1.25rem;list-style:none;margin:.4rem 0 0;padding:0}.strip li{display:flex;flex-direction:column}.strip li a,.strip li b{font-weight:600;color:inherit}.strip .good>:first-child{color:var(--goodink)}.strip .bad>:first-child{color:var(--badink)}.strip .open>:first-child{color:var(--amber)}
.alarm{border:1px solid var(--badink);border-inline-start-width:6px;border-radius:8px;padding:.4rem .8rem;background:var(--badground)}.alarm b{color:var(--badink)}.written{color:var(--amber);font-weight:600}
p.count{white-space:normal}
.riskiest{padding-inline-start:1.4rem}.riskiest li{margin:.35rem 0;max-width:60rem}.takes{color:var(--soft)}.change{color:var(--amber)}
[hidden]{display:none!important}.bench{display:grid;grid-template-columns:minmax(16rem,22rem) minmax(0,1fr);gap:2.25rem}.desk .columns{gap:1.5rem}
.desk label{font-size:.92rem}.desk input:not([type=checkbox]),.desk select,.desk textarea{font:inherit;font-size:.92rem;width:100%;color:inherit;background:var(--ground);border:1px solid var(--soft);border-radius:6px;padding:.35rem .5rem}
.desk textarea{resize:vertical}.desk [type=range]{padding:0}#desk-json{font-family:ui-monospace,monospace}
.desk fieldset{border:1px solid var(--line);border-radius:8px;margin:.75rem 0;padding:.25rem .8rem .6rem}.desk legend{font-weight:600;font-size:.92rem;padding:0 .3rem}
.picks{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,15rem),1fr));gap:.15rem .75rem}.picks label{display:flex;gap:.45rem;align-items:baseline}.picks input{flex:none}.fields{display:grid;grid-template-columns:1fr 1fr;gap:.75rem}.fields p{margin:0}
.desk button{font:inherit;font-size:.9rem;color:inherit;background:var(--raised);border:1px solid var(--soft);border-radius:6px;padding:.15rem .6rem;cursor:pointer}
.level{font-size:1.05rem;margin-top:0}.level b{border-radius:6px;padding:.1rem .6rem;background:var(--few);text-transform:capitalize}.level-0 b{background:var(--shut)}.level-2 b{background:var(--part)}.level-3 b,.level-4 b{background:var(--full)}
#desk-status{position:sticky;top:0;z-index:2;max-width:none;margin:.5rem 0;padding:.45rem 0;background:var(--ground);border-bottom:1px solid var(--line);font-weight:600}
svg text{font:13px system-ui,sans-serif;fill:var(--ink);text-anchor:middle}.stop rect{fill:var(--raised);stroke:var(--soft)}.edge path{fill:none;stroke:var(--soft);stroke-width:2}.weakest path{stroke:var(--badink)}.weakest path:first-child{stroke-dasharray:5 4}.weakest text{fill:var(--badink);font-weight:600}
dl{margin:0}.given-list div,.seen div{display:grid;grid-template-columns:1fr auto;gap:.5rem;padding:.15rem 0;border-bottom:1px solid var(--line)}dd{margin:0}.given-list dd{padding:0 .5em;border-radius:4px;background:var(--few)}.given-list dd.full,.given-list dd.allow{background:var(--full)}.given-list dd.masked,.given-list dd.confirm{background:var(--part)}.given-list dd.none,.given-list dd.deny{background:var(--shut)}
.seen div{grid-template-columns:6rem 1fr}dt{font-weight:600}.way{list-style:none;margin:.4rem 0;padding:0;font-size:.92rem}.way>li{position:relative;padding:.15rem 0 .3rem 1.6rem}.way>li::before{content:"";position:absolute;inset-inline-start:.25rem;top:.5rem;width:.55rem;height:.55rem;border:2px solid var(--soft);border-radius:50%;background:var(--ground);z-index:1}.way>li:not(:last-child)::after{content:"";position:absolute;inset-inline-start:.59rem;top:.6rem;bottom:-.6rem;width:2px;background:var(--line)}
.way>.hit::before{background:var(--goodink);border-color:var(--goodink)}.way>.end::before{border-radius:2px;background:var(--soft)}.miss,.unasked{color:var(--soft)}.targets{list-style:none;margin:.3rem 0;padding:.35rem .8rem;border:1px solid var(--line);border-inline-start:4px solid var(--goodink);border-radius:8px;background:var(--raised);color:var(--ink)}
.panel{border:1px solid var(--line);border-inline-start:6px solid var(--soft);border-radius:8px;padding:.5rem 1rem;margin:.5rem 0}.panel .columns{display:block;columns:15rem}.panel h4{break-after:avoid;margin-top:.4rem}.panel.proved{border-inline-start-color:var(--goodink)}.panel.stop{border-inline-start-color:var(--badink)}
.sign div{display:grid;grid-template-columns:9rem 1fr;gap:.5rem;padding:.5rem 0;border-bottom:1px solid var(--line)}
footer{color:var(--soft);padding-top:2rem;padding-bottom:3rem;font-size:.9rem}
@media(max-width:60rem){.bench{grid-template-columns:minmax(0,1fr);gap:1rem}}
@media(max-width:40rem){body{font-size:15px}.columns{grid-template-columns:1fr;gap:.9rem}h1{font-size:1.5rem}header,main,footer{padding-inline:1rem}
.wide table{min-width:36rem}.pair{grid-template-columns:1fr;gap:.5rem}.five{overflow:visible}.five table,.five thead,.five tbody,.five caption{display:block;min-width:0}.five tr{display:grid;grid-template-columns:repeat(5,minmax(0,1fr));gap:3px;margin-bottom:3px}.six tr{grid-template-columns:repeat(6,minmax(0,1fr))}.five thead td{display:none}.five th[scope=row],.five .group th,.five td[colspan]{grid-column:1/-1;width:auto;padding:.35rem 0 0;border:0}.five thead{position:sticky;top:0;background:var(--ground)}.five thead th{padding:.3rem 0;font-size:.62rem;overflow-wrap:normal}.five td{padding:.3rem;border:0;border-radius:6px;font-size:.76rem;overflow-wrap:normal}.five .given{padding:0}.given a{padding:.3rem}}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{:root{--ground:#fff;--raised:#fff;--ink:#000;--soft:#333;--line:#999}body{font-size:10pt}nav,.skip,#tip,.desk,.to-desk{display:none!important}
.sheet{overflow:visible}.sheet table{min-width:0}.training{break-before:page}a{color:inherit;text-decoration:none}*{print-color-adjust:exact}}
`
