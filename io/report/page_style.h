// Holds the style sheet of the report. Text colours reach a contrast of 4.5 to 1 or more on their
// ground; at 390 px only tables scroll sideways, inside their own box.
#pragma once

#include <string_view>

namespace io::report {

inline constexpr std::string_view kPageStyle = R"css(
:root{--paper:#fdfcf9;--ink:#1d1f1e;--soft:#565c59;--line:#d9d6cc;--accent:#0b5d54;--fill:#f4f1e8;
--serif:Georgia,"Noto Serif","Liberation Serif","DejaVu Serif",serif;
--sans:"Segoe UI",Roboto,"Noto Sans","Liberation Sans","Helvetica Neue",Arial,sans-serif}
*{box-sizing:border-box}
html{color-scheme:light;-webkit-text-size-adjust:100%}
html[lang=id] [lang=en],html[lang=en] [lang=id],[hidden]{display:none!important}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 var(--sans);overflow-wrap:break-word}
header,main,footer{max-width:1120px;margin:0 auto;padding:0 20px}
a{color:var(--accent)}
:focus-visible{outline:3px solid #b06a1f;outline-offset:2px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:#fff;padding:8px;z-index:2}
header{padding-top:18px}
.top{display:flex;justify-content:space-between;align-items:baseline;gap:12px;flex-wrap:wrap}
.release{color:var(--soft);font-size:.95rem;margin:0}
.language button{font:inherit;font-size:.9rem;border:1px solid var(--line);background:none;color:var(--ink);padding:5px 12px;cursor:pointer}
.language button[aria-pressed=true]{background:var(--accent);border-color:var(--accent);color:#fff}
h1{font:600 2rem/1.2 var(--serif);margin:4px 0 14px}
.banner{border:2px solid #8c4a0f;background:#fbf1dd;padding:9px 14px;margin:0 0 14px;font-weight:600}
.word{color:inherit;text-decoration:underline dotted;text-underline-offset:2px}.word:hover{color:var(--accent)}
h2{font:600 1.45rem/1.25 var(--serif);margin:0 0 10px}
section{border-top:1px solid var(--line);padding:26px 0 14px}
.overview{display:grid;grid-template-columns:1fr 1fr;gap:14px 44px;border-top:2px solid var(--ink);padding-top:14px}
.overview .across{grid-column:1/-1}
.overview h2{font:600 .95rem/1.3 var(--sans);color:var(--accent);margin:0 0 4px}
.lead{font:1.12rem/1.45 var(--serif);margin:0 0 8px}
.found,.odd,.bars,.legend,.strip{list-style:none;margin:0;padding:0}
.found li{display:grid;grid-template-columns:7.5em 3.6em 1fr;gap:0 10px;align-items:center;margin-bottom:4px}
.found .name{font-weight:600;overflow-wrap:anywhere}.found .share{text-align:right;font-variant-numeric:tabular-nums}
.found .note{grid-column:1/-1;margin:0}
.odd li{padding-left:1.1em;text-indent:-1.1em;margin-bottom:3px}.odd li::before{content:"— ";color:var(--soft)}
.note{color:var(--soft);font-size:.88rem;margin:4px 0 12px}
.strip{display:grid;grid-template-columns:repeat(10,1fr);gap:3px}
.strip li{border-top:10px solid;background:var(--fill);padding:6px 7px;font-size:.82rem;line-height:1.3;min-width:0}
.strip b,.strip span,.strip i{display:block}.strip i{color:var(--soft);font-style:normal}.strip span span,.strip b span{display:inline}
.contents{margin:0 0 4px;padding:12px 0;border-top:1px solid var(--line);font-size:.92rem}
.contents ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;margin:0;padding:0}
figure{margin:18px 0 22px}figcaption,.caption{font-weight:600}figcaption{margin-bottom:8px}
svg{display:block}text{font:11px var(--sans);fill:var(--ink);text-anchor:middle}
.map,.spread{width:100%;height:auto}.narrow{display:none}
.map.wide text{font-size:12.5px}.map.wide text.n{font-size:12px}.map.wide text.few{font-size:10.5px}.map.narrow text{font-size:10px}.map.narrow text.range{font-size:8px}small{display:none}
.bars.two li{grid-template-columns:minmax(0,15em) 1fr 4.8em 5em}.beside{text-align:right;color:var(--soft)}
.bars li{display:grid;grid-template-columns:minmax(0,15em) 1fr 4.8em;gap:0 10px;align-items:center;font-size:.9rem;line-height:1.25;padding:2px 0}
.bar{width:100%;height:15px;background:var(--fill)}.bar rect{stroke:var(--paper);stroke-width:1.4;vector-effect:non-scaling-stroke}.hatch{stroke:var(--paper);stroke-width:1.6;vector-effect:non-scaling-stroke;fill:none;pointer-events:none}
.figure{text-align:right;font-variant-numeric:tabular-nums}
.legend{display:flex;flex-wrap:wrap;gap:3px 14px;font-size:.86rem;margin:6px 0 10px}.legend li{display:flex;align-items:center;gap:5px}
.key{width:13px;height:13px}.key rect{stroke:#8a8a80;stroke-width:.8}
.axis{stroke:#777d7a}.axis-title{text-align:center;color:var(--soft);font-size:.86rem;margin:2px 0 8px}
.cut line{stroke:var(--ink);stroke-dasharray:3 3}.cut text{font-weight:600}
.spread rect{stroke:#857c66;stroke-width:.3}.grid{stroke:var(--line)}.spread text.level{text-anchor:start;fill:var(--soft);font-size:10px}
.table{position:relative;margin:16px 0 22px;width:fit-content;max-width:100%;min-width:min(100%,44rem)}.caption{margin:0;padding:4px 9.5em 8px 0;font-size:.95rem;width:0;min-width:100%}details .caption{padding-right:0}.csv{position:absolute;right:0;top:0;font:inherit;font-size:.86rem;border:1px solid var(--accent);background:none;color:var(--accent);padding:4px 10px;cursor:pointer}
.csv:hover,.language button:hover{background:var(--fill);color:var(--ink)}
details summary{cursor:pointer;color:var(--accent);padding:5px 9.5em 5px 0}
.search{display:block;margin:8px 0;font-size:.92rem}.search input{font:inherit;padding:4px 8px;border:1px solid #777d7a;background:#fff;color:var(--ink);max-width:100%}
.scroll{overflow-x:auto;max-width:100%}.hint{margin:0 0 4px;font-size:.84rem;color:var(--soft)}
.over .scroll{border-right:1px solid var(--soft);box-shadow:inset -16px 0 12px -12px rgba(29,31,30,.35)}.over.end .scroll{box-shadow:none;border-right-color:transparent}
.over tr>:first-child{position:sticky;left:0;background:var(--paper);border-right:1px solid var(--line);z-index:1}
#t-kabupaten-kota{font-size:.84rem}
table{border-collapse:separate;border-spacing:0;width:100%;min-width:min(100%,44rem);font-size:.9rem;line-height:1.35}
th,td{padding:4px 9px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{border-bottom:2px solid var(--ink);vertical-align:bottom}
tbody th{font-weight:400}td.t{min-width:15em}
.n{font-variant-numeric:tabular-nums}th.n,td.n{text-align:right;white-space:nowrap}thead th.n{white-space:normal}
th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:inherit}
th[aria-sort=ascending] button::after{content:" ▲"}th[aria-sort=descending] button::after{content:" ▼"}
dl{display:grid;grid-template-columns:minmax(8em,13em) 1fr;gap:6px 18px;margin:0 0 14px}
dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
footer{border-top:2px solid var(--ink);padding-top:12px;padding-bottom:40px;color:var(--soft);font-size:.88rem}
.d1{fill:#8c4a0f}.d2{fill:#b06a1f}.d3{fill:#cc9040}.d4{fill:#dfb678}.d5{fill:#ead9ae}.d6{fill:#cfe3dc}.d7{fill:#9ccdc2}.d8{fill:#62ada1}.d9{fill:#2c857a}.d10{fill:#0b5d54}
.b1{border-color:#8c4a0f!important}.b2{border-color:#b06a1f!important}.b3{border-color:#cc9040!important}.b4{border-color:#dfb678!important}.b5{border-color:#ead9ae!important}.b6{border-color:#cfe3dc!important}.b7{border-color:#9ccdc2!important}.b8{border-color:#62ada1!important}.b9{border-color:#2c857a!important}.b10{border-color:#0b5d54!important}
.m0{fill:#f5eddb}.m1{fill:#ecd9b1}.m2{fill:#dfb678}.m3{fill:#cf9648}.m4{fill:#a9621f}.m5{fill:#6e3808}.m6{fill:#452104}.m-none{fill:#c4c4bd}
.map rect{stroke:#a89f8a;stroke-width:.6}.m4 text,.m5 text,.m6 text{fill:#fff}
.low{fill:#c78a3c}.high{fill:#62ada1}.key .hatch{stroke-width:1.2}
.weights path{stroke:none}.weights .s-ragu,.weights .s-tidak{stroke:#857c66;stroke-width:.4}.weights text.count{text-anchor:end;font-size:10px}
.lanes .bars.two li{grid-template-columns:minmax(0,15em) 1fr 6em 5.6em}.lanes .bar{height:24px;background:none}.lanes .bar rect{stroke:none}.lanes .bar line,.key line{stroke:var(--line);vector-effect:non-scaling-stroke}.p-pairs{fill:#c9c4b4}.p-found{fill:#2c857a}.p-only{fill:#8c4a0f}
.curve{fill:none;stroke-width:2}.c-precision{stroke:#0b5d54}.c-recall{stroke:#b06a1f}.f-precision{fill:#0b5d54}.f-recall{fill:#b06a1f}.curves circle{stroke:var(--paper);stroke-width:.8}
.s-padan{fill:#2c857a}.s-ragu{fill:#dfb678}.s-konflik{fill:#8c4a0f}.s-tidak{fill:#8d918d}
.plain{fill:#2c857a}.plain-2{fill:#b06a1f}
@media (max-width:1000px){.strip{grid-template-columns:repeat(5,1fr)}}
@media (max-width:760px){
header,main,footer{padding-left:16px;padding-right:16px}
h1{font-size:1.6rem;margin-top:10px}h2{font-size:1.25rem}
.overview{grid-template-columns:minmax(0,1fr)}
.strip{grid-template-columns:1fr}.strip li{display:grid;grid-template-columns:5em 1fr auto;gap:8px;border-top:0;border-left:10px solid;padding:4px 8px}
.wide{display:none}.narrow{display:block}
.bars li{grid-template-columns:minmax(0,8.2em) 1fr 4.4em;gap:0 8px;font-size:.84rem}
.bars.two li{grid-template-columns:minmax(0,7.4em) 1fr 3.4em 3.7em;gap:0 6px}.lanes .bars.two li{grid-template-columns:minmax(0,7.4em) 1fr 5.4em 5em}small{display:inline;color:var(--soft)}.hatch{stroke-width:.8}span.narrow{display:inline}
.found li{grid-template-columns:6.5em 3.6em 1fr}
table,#t-kabupaten-kota{font-size:.8rem;min-width:100%}th,td{padding:4px}thead th{hyphens:auto}tbody th:first-child{max-width:9.5em}td.t{min-width:11em}
.caption{padding-right:0}.table:not(.folded)>.csv{position:static;display:block;margin:0 0 4px auto}details summary{padding-right:7.5em}
dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:10px}
}
@media print{
body{background:#fff;font-size:11pt}header,main,footer{max-width:none;padding-left:0;padding-right:0}
.language,.csv,.contents,.search,.skip{display:none!important}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.scroll{overflow:visible}table{font-size:8pt}th,td{padding:2px 4px}
@page{margin:16mm 14mm}.strip{grid-template-columns:repeat(5,1fr)}
figure,tr,.answer{break-inside:avoid}h2{break-after:avoid}
details:not([open]){display:none}
}
)css";

}  // namespace io::report
