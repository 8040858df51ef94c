/**
 * The style of the page: one family of type, blue for gains and orange for losses (told apart by the colour-blind),
 * everything else in greys. Kept as text because a page carries its own style.
 * @module
 */
const light = `
--ink:#15191d;--soft:#4d555c;--faint:#6a727a;--ground:#fff;--wash:#f4f5f3;--rule:#d9dcda;--strong:#15191d;
--gain:#0a5a8c;--loss:#9a4504;--link:#0a5a8c;
--open:#d7ebf6;--shut:#fbe1c6;--even:#e9eae6;--flag:#5f4a00;--flag-ground:#fff0bf;
--zero:#e6e5df;--g1:#c4dfee;--g2:#82bada;--g3:#3587b8;--g4:#0b4f7d;--l1:#fadcb8;--l2:#f0ab5f;--l3:#cf6c17;--l4:#8a3b03;
--edge:#fff;--hatch:#f1f1ee;--hatch-line:#c9cbc7;--dash:#15191d;`;

const dark = `
--ink:#eceeee;--soft:#b3babf;--faint:#949ca2;--ground:#14171a;--wash:#1c2024;--rule:#343a3f;--strong:#eceeee;
--gain:#7cc4f0;--loss:#f6a85c;--link:#7cc4f0;
--open:#123f5a;--shut:#5b3512;--even:#33383d;--flag:#ffe39a;--flag-ground:#4a3c0c;
--zero:#3a3f43;--g1:#2b4a5c;--g2:#2f7099;--g3:#52a6d8;--g4:#a6dcfa;--l1:#55402c;--l2:#94602b;--l3:#d78a3e;--l4:#ffc58a;
--edge:#14171a;--hatch:#1c2024;--hatch-line:#3b4147;--dash:#eceeee;`;

const base = `
*{box-sizing:border-box}
html{font-size:clamp(16px,0.72vw + 9px,21px);-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-behavior:smooth}
@media (max-width:700px){html{font-size:16px}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0 auto;max-width:min(78rem + 6vw,92rem);padding:0 clamp(1rem,4vw,3rem);background:var(--ground);color:var(--ink);
font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",Arial,sans-serif;
line-height:1.5;overflow-wrap:break-word;font-variant-numeric:tabular-nums lining-nums}
h1,h2,h3,h4,p,ol,ul,dl,dd,figure,table{margin:0;padding:0}
ol,ul{list-style:none}
small{font-size:.8125rem;line-height:1.4}
a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:1px}
a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.gain{color:var(--gain)}.loss{color:var(--loss)}.quiet{color:var(--faint)}
.note,.source,.dateline,.when,.of,.unit,figcaption small,.inset small{color:var(--soft)}
.note{font-size:.8125rem;max-width:46rem;margin-top:1rem;line-height:1.5}
.lead{max-width:40rem;color:var(--soft)}
.flag{background:var(--flag-ground);color:var(--flag);font-size:.75rem;padding:.05rem .35rem;border-radius:2px;white-space:nowrap}
.letter{display:inline-block;min-width:1em;margin-right:.35em;color:var(--faint);font-weight:400}
`;

const masthead = `
.masthead{padding:clamp(1.5rem,4vw,3.5rem) 0 0}
.kicker{font-size:.8125rem;color:var(--faint);margin-bottom:.6rem}
h1{font-size:clamp(1.75rem,1.1rem + 2.6vw,3rem);line-height:1.1;letter-spacing:-.022em;font-weight:700;max-width:24ch;text-wrap:balance}
.dateline{margin-top:.7rem}
.answers{display:grid;grid-template-columns:repeat(var(--n),minmax(0,1fr));gap:0 2.25rem;margin-top:clamp(1.75rem,4vw,3rem)}
.answers>section{border-top:3px solid var(--strong);padding:.75rem 0 1.5rem}
.answers h2{font-size:1.0625rem;line-height:1.3;font-weight:650;margin-bottom:.9rem}
.answers .of{font-size:.875rem}
.big{font-size:clamp(2.25rem,1.3rem + 2.4vw,3.5rem);line-height:1.1;font-weight:650;letter-spacing:-.03em;margin:.1rem 0 .2rem}
.big.quiet{font-weight:400}
.range{font-size:.875rem;color:var(--soft)}
.range+.of{margin-top:1rem}
dl{font-size:.9375rem}dl div{display:grid;grid-template-columns:minmax(5.5rem,max-content) 1fr;gap:0 .75rem;padding-top:.2rem}
dd{font-weight:600}dd small{display:inline-block;font-weight:400;color:var(--soft);white-space:nowrap}
.notice{border-left:3px solid var(--strong);padding-left:.9rem;max-width:42rem;margin-top:1rem}
nav{margin-top:1.5rem;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);font-size:.875rem}
nav ol{display:flex;flex-wrap:wrap;gap:.15rem 2rem;padding:.6rem 0}
nav a{color:var(--ink);text-decoration:none}nav a:hover{text-decoration:underline}
.number{color:var(--faint);font-weight:400;margin-right:.25em}
.part{padding-top:clamp(2.5rem,5vw,4.5rem)}
.part>h2{font-size:clamp(1.375rem,1.1rem + 1vw,1.875rem);line-height:1.2;letter-spacing:-.015em;font-weight:700;margin-bottom:1.4rem}
h3{font-size:1.125rem;font-weight:650;line-height:1.3;margin:2.75rem 0 .6rem}
h4{font-size:1rem;font-weight:650;line-height:1.35;margin-bottom:.6rem}
.colophon{margin-top:5rem;padding:1rem 0 3rem;border-top:1px solid var(--rule);font-size:.8125rem;color:var(--soft)}
@media (max-width:760px){.answers{grid-template-columns:1fr}.answers>section{padding-bottom:1.75rem}nav ol{flex-direction:column}}
`;

const text = `
.two{display:grid;grid-template-columns:minmax(0,1.15fr) minmax(0,1fr);gap:2.5rem clamp(2rem,5vw,5rem)}
.two h3:first-child{margin-top:0}
.report p{margin-bottom:.9em;max-width:38rem;line-height:1.65;text-wrap:pretty}
mark{color:inherit;padding:.12em 0;-webkit-box-decoration-break:clone;box-decoration-break:clone}
mark,.tag.move{background:var(--even)}
mark.liberalising,.tag.liberalising{background:var(--open)}mark.restrictive,.tag.restrictive{background:var(--shut)}
.said{text-decoration:underline dotted var(--faint);text-decoration-thickness:1.5px;text-underline-offset:.28em}
ol.said{text-decoration:none}
a.ref{font-size:.6875rem;line-height:1;vertical-align:.45em;margin:0 .2em 0 .1em;text-decoration:none;color:var(--soft)}
a.ref.move{font-weight:700;color:var(--ink)}
.key mark,.key .said{margin-right:.6rem;padding:.1em .3em}
.tagged li{display:grid;grid-template-columns:2.6rem minmax(0,1fr);padding:.55rem 0;border-top:1px solid var(--rule);scroll-margin-top:1rem}
.tagged li:target{background:var(--wash)}
.tagged small{display:block;color:var(--soft)}
.tag{font-size:.75rem;font-weight:650;justify-self:start;align-self:start;padding:.1rem .35rem;margin-top:.15rem;border-radius:2px;color:var(--ink)}
.times{color:var(--ink)}
.findings{border-left:3px solid var(--strong);padding-left:1.1rem;max-width:44rem;margin-bottom:2.25rem;font-size:1.125rem;line-height:1.45}
.findings p+p{margin-top:.5rem}.findings p:nth-child(n+4){font-size:1rem}
.group{display:grid;grid-template-columns:10rem minmax(0,1fr);border-top:1px solid var(--rule)}
.group h3{margin:0;padding:.8rem 1rem .8rem 0;font-size:1rem}
.timeline>li{display:grid;grid-template-columns:12rem minmax(0,1fr);padding:.8rem 0}
.timeline>li+li{border-top:1px solid var(--rule)}
.timeline p{max-width:42rem}
.when{font-size:.875rem;padding:.1rem 1rem 0 0}
.aside{font-size:.875rem;color:var(--soft);margin-top:.2rem}
.sources{font-size:.8125rem;color:var(--soft);margin-top:.25rem}
.sources li{display:inline}.sources li+li::before{content:" · "}
.sources a{color:var(--soft)}.sources a:hover{color:var(--link)}
ul.note li+li{margin-top:.3rem}
.fold{border-top:1px solid var(--rule)}
.fold summary{padding:.8rem 0;font-weight:650;cursor:pointer}
.fold summary small{font-weight:400;color:var(--soft);margin-left:.3rem}
.fold ul.note{margin:0 0 1rem}
@media (max-width:900px){.two{grid-template-columns:minmax(0,1fr)}.group{grid-template-columns:minmax(0,1fr)}.group h3{padding-bottom:0}}
@media (max-width:640px){.timeline>li{grid-template-columns:minmax(0,1fr)}}
`;

const tables = `
table{border-collapse:collapse;width:100%;text-align:left}
caption{text-align:left;font-size:.875rem;color:var(--soft);padding-bottom:.5rem}
th{font-weight:600}th small,td small{display:block;font-weight:400;color:var(--soft)}
.compare{table-layout:fixed}
.compare thead th{vertical-align:bottom;padding:.5rem 1.5rem .5rem 0;line-height:1.3}
.compare thead tr{border-bottom:2px solid var(--strong)}
.compare tbody tr{border-bottom:1px solid var(--rule)}
.compare tbody th,.compare td{vertical-align:top;padding:.7rem 1.5rem .7rem 0}
.compare .names{width:23%}.compare .still{width:13%}
.compare .line>span{display:inline-block;margin-right:.5rem}
.compare .main{font-size:1.1875rem;font-weight:650;line-height:1.3}
.compare .interval{font-size:.8125rem;color:var(--soft)}
.compare .more{font-size:.9375rem}
.compare .line{display:block;margin:0}
.plain{margin:2rem 0 0}
.plain th{font-size:.8125rem;color:var(--soft);font-weight:400;border-bottom:1px solid var(--strong);padding:.3rem 1.25rem .3rem 0}
.plain td{vertical-align:top;border-bottom:1px solid var(--rule);padding:.5rem 1.25rem .5rem 0}
.plain caption{font-size:1.125rem;font-weight:650;color:var(--ink)}
h3+p+.plain caption{font-size:.875rem;font-weight:400;color:var(--soft)}
.plain .source,li .source{color:var(--soft)}
h3+p{max-width:44rem}h3+p+.plain{margin-top:1rem}
.share{height:.5rem;max-width:40rem;margin-top:.75rem;background:repeating-linear-gradient(45deg,var(--hatch) 0 3px,var(--hatch-line) 3px 4px)}
.share i{display:block;height:100%;background:var(--g3)}
.leaves{max-width:44rem}.leaves li,.column li{padding-left:1rem;position:relative;margin-top:.35rem}
.leaves li::before,.column li::before{content:"–";position:absolute;left:0;color:var(--faint)}
@media (max-width:760px){
.compare thead td{display:none}
.compare,.compare tbody,.compare tr,.compare thead,.compare caption{display:block}
.compare thead th{display:block;padding:.15rem 0}
.compare thead tr{padding-bottom:.5rem}
.compare tbody tr{padding:.7rem 0}
.compare tbody th{display:block;padding:0 0 .2rem}
.compare td{display:block;position:relative;padding:.2rem 0 .2rem 1.5rem}
.compare td::before{content:attr(data-letter);position:absolute;left:0;top:.3rem;color:var(--faint);font-size:.875rem}
.compare .main{font-size:1rem}.compare .more,.compare .quiet{font-size:.875rem}
.plain thead{display:none}.plain tr{display:block;border-bottom:1px solid var(--rule);padding:.5rem 0}
.plain td{display:grid;grid-template-columns:7.5rem minmax(0,1fr);border:0;padding:.1rem 0}
.plain td::before{content:attr(data-head);font-size:.8125rem;color:var(--soft)}}
`;

const charts = `
.columns{display:grid;grid-template-columns:repeat(var(--n),minmax(0,1fr));gap:2rem clamp(2rem,4vw,4rem);margin-top:1.25rem}
.column{border-top:1px solid var(--strong);padding-top:.7rem}
.panel{margin-bottom:1.75rem;table-layout:fixed}
.panel caption{color:var(--ink);font-weight:600;padding-bottom:0}
.panel caption .unit{font-weight:400}
.panel thead th{padding:0;height:1.5rem;font-weight:400}
.panel th:first-child{width:34%}.panel thead th:last-child{width:32%}
.panel tbody th{font-weight:400;line-height:1.3;padding:.4rem .75rem .4rem 0;font-size:.9375rem;vertical-align:top}
.panel tbody tr{border-top:1px solid var(--rule)}
.axis,.plot{position:relative}
.axis span[aria-hidden],.plot span{position:absolute;inset:0;display:block}
.axis i{position:absolute;bottom:.1rem;transform:translateX(-50%);font-style:normal;font-size:.75rem;color:var(--faint);white-space:nowrap}
.plot i{position:absolute;display:block}
.plot .tick,.plot .zero{top:0;bottom:0;border-left:1px solid var(--rule)}
.plot .zero{border-left-color:var(--soft)}
.plot .whisker{top:1rem;height:0;border-top:2px solid}
.plot .dot{top:1rem;width:10px;height:10px;margin:-4px 0 0 -5px;border-radius:50%;background:currentColor}
.plot .none{color:var(--faint)}
.panel .value{font-size:.8125rem;padding:.4rem 0 .4rem .75rem;vertical-align:top;line-height:1.35}
.panel .value b{font-size:.9375rem}.panel .value span{white-space:nowrap}
.panel .range{font-size:inherit;color:var(--soft)}
@media (max-width:1000px){.columns{grid-template-columns:minmax(0,1fr)}}
@media (max-width:560px){
.panel,.panel caption,.panel tbody,.panel thead{display:block}
.panel tr{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);padding-bottom:.4rem}
.panel thead tr{padding:0}.panel thead th:first-child,.panel thead th:last-child{display:none}
.panel .axis,.panel .plot{grid-column:1/-1;grid-row:2;height:1.3rem;width:auto}
.panel .axis{grid-row:1}
.panel tbody th:first-child{width:auto}
.panel .plot .whisker,.panel .plot .dot{top:.6rem}
.panel .value{text-align:right;padding-left:0}}
`;

const mapStyle = `
.defs{position:absolute}
.legend{display:flex;flex-wrap:wrap;gap:.6rem 2.5rem;margin:1.25rem 0 1.75rem;font-size:.75rem;color:var(--soft)}
.steps{flex:0 1 34rem;min-width:min(100%,20rem)}
.steps p{display:flex;justify-content:space-between;margin-bottom:.25rem}
.steps svg{display:block;width:100%;height:.75rem}
.steps ol{position:relative;height:1.2rem}
.steps li{position:absolute;transform:translateX(-50%);white-space:nowrap;padding-top:.15rem}
@media (max-width:480px){.steps .sign{display:none}}
.legend ul{display:flex;flex-wrap:wrap;gap:.3rem 1.25rem;align-items:end;padding-bottom:1.1rem}
.legend ul li{display:flex;align-items:center;gap:.4rem;white-space:nowrap}
.swatch{width:1.25rem;height:.75rem;flex:none}
.maps{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:2.25rem clamp(2rem,4vw,4rem)}
figure svg{display:block;width:100%;height:auto;overflow:visible}
figcaption{font-weight:650;margin-bottom:.6rem}
.areas use{stroke:var(--edge);stroke-width:.6px;vector-effect:non-scaling-stroke}
.inset{max-width:26rem;margin-top:1rem}
.inset svg{background:var(--wash);overflow:hidden}
.inset small{display:block;margin-top:.35rem}
.labels .name{font-size:13.5px;font-weight:600}
.labels .contested-name{font-size:12px;font-style:italic}
.labels text{fill:var(--ink);text-anchor:middle;paint-order:stroke;stroke:var(--ground);stroke-width:3px;stroke-linejoin:round}
.zero{fill:var(--zero)}.g1{fill:var(--g1)}.g2{fill:var(--g2)}.g3{fill:var(--g3)}.g4{fill:var(--g4)}
.l1{fill:var(--l1)}.l2{fill:var(--l2)}.l3{fill:var(--l3)}.l4{fill:var(--l4)}
.missing{fill:url(#hatch)}.contested{fill:url(#contested)}
.dashed{stroke:var(--dash);stroke-width:1px;stroke-dasharray:2.5 1.8;vector-effect:non-scaling-stroke}
.ground{fill:var(--hatch)}.line{stroke:var(--hatch-line);stroke-width:1.2;fill:none}
#contested .line{stroke:var(--soft);stroke-width:.8}
.ring,.point{fill:none;stroke-linecap:round;vector-effect:non-scaling-stroke}
.ring{stroke:var(--edge);stroke-width:8px}.point{stroke-width:6px}
.point.zero{stroke:var(--zero)}.point.g1{stroke:var(--g1)}.point.g2{stroke:var(--g2)}.point.g3{stroke:var(--g3)}.point.g4{stroke:var(--g4)}
.point.l1{stroke:var(--l1)}.point.l2{stroke:var(--l2)}.point.l3{stroke:var(--l3)}.point.l4{stroke:var(--l4)}
`;

const print = `
@media print{:root{color-scheme:light;${light}}html{font-size:10pt}body{max-width:none;padding:0}nav{display:none}
.answers{grid-template-columns:repeat(var(--n),minmax(0,1fr));gap:0 1.5rem}.big{font-size:1.75rem}
.part{padding-top:1.5rem}h2,h3,h4,figcaption,caption{break-after:avoid}tr,li,figure,.answers>section{break-inside:avoid}
details::details-content{content-visibility:visible;block-size:auto;display:block}
.sources a::after{content:" <" attr(href) ">";overflow-wrap:anywhere}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;

/** The whole style sheet. */
export const style = [
  `:root{color-scheme:light dark;${light}}`,
  `@media (prefers-color-scheme:dark){:root{${dark}}}`,
  base,
  masthead,
  text,
  tables,
  charts,
  mapStyle,
  print,
].join("\n");
