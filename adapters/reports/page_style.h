#pragma once

namespace aftale::reports {

/// How a page looks on a screen and on paper. Each state has a sign and a word beside its ground, so that it is read in
/// black and white; nothing comes from elsewhere.
inline constexpr const char* kPageStyle = R"css(
:root{--ink:#15212b;--soft:#4a5a67;--line:#d5dde3;--strong:#8796a2;--ok:#136b3f;--ok-ground:#e5f3ea;--go:#0b5a8a;
--go-ground:#e6f0f7;--warn:#7a4a00;--warn-ground:#fff1d4;--stop:#a4201a;--stop-ground:#fdebe9}
*{box-sizing:border-box}
html{font:100%/1.4 "Inter","Segoe UI",system-ui,-apple-system,Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);
background:#fff;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:80rem;padding:1.5rem}
h1,h2,h3,p,dl,dd,table{margin:0;padding:0}
h1,h2,h3,p,th,td,dd{overflow-wrap:anywhere}
a{color:var(--go)}
h1{font-size:1.75rem;line-height:1.2}
article>header h2{font-size:1.4rem;line-height:1.2}
.when{margin-top:.35rem}
.facts{display:flex;flex-wrap:wrap;gap:.15rem 1.5rem;margin-top:.35rem}
.facts div{display:flex;gap:.4rem}
.facts dt{color:var(--soft)}
.facts dd{font-weight:600}
.note{margin-top:.75rem;border-left:.3rem solid var(--stop);background:var(--stop-ground);padding:.5rem .75rem}
article+article,.list+article{margin-top:3rem}
section,.total{margin-top:1.25rem}
.wide{overflow-x:auto}
section>h2,section>h3{font-size:1rem;margin-bottom:.3rem}
table{width:100%;border-collapse:collapse;font-size:.9375rem;font-variant-numeric:tabular-nums}
caption{text-align:left;padding-bottom:.4rem}
caption b{font-size:1.1rem;margin-right:.75rem}
caption span{color:var(--soft);margin-right:.75rem}
th,td{padding:.35rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
thead th{overflow-wrap:break-word;
color:var(--soft);font-size:.8125rem;border-bottom:2px solid var(--strong);vertical-align:bottom}
tbody th{font-weight:600}
.matrix{table-layout:fixed;min-width:44rem}
.matrix thead th:first-child{width:21%}
.matrix td{border-left:3px solid #fff}
.sign{display:inline-block;min-width:1.2em;font-weight:700}
.ok{background:var(--ok-ground)}.ok .sign{color:var(--ok)}
.go{background:var(--go-ground)}.go .sign{color:var(--go)}
.wait,.none{color:var(--soft)}
.warn{background:var(--warn-ground)}.warn .sign{color:var(--warn)}
.stop{background:var(--stop-ground)}.stop .sign{color:var(--stop)}
.matrix td.stop{border-left-color:var(--stop)}
.details{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:0 2rem;align-items:start}
.details table{font-size:.875rem}
.details td:last-child{min-width:7.5rem}
.said{white-space:pre-line}
time{white-space:nowrap}
section small{color:var(--soft);font-weight:400;margin-left:.4rem}
footer{margin-top:1.5rem;border-top:1px solid var(--line);padding-top:.5rem;color:var(--soft);font-size:.8125rem}
@page{size:A4 landscape;margin:12mm}
@media print{
html{font-size:8.5pt;line-height:1.25}
body{max-width:none;padding:0}
h1{font-size:15pt}
.when,.facts{margin-top:.8mm}
section,.total{margin-top:2.5mm}
.wide{overflow:visible}
table{font-size:8.5pt}
.matrix th,.matrix td{padding:.65mm 2mm}
.details th,.details td{padding:.5mm 1.5mm}
.details{grid-template-columns:repeat(3,1fr);gap:0 6mm}
.details table{font-size:8pt}
.details.two{grid-template-columns:repeat(2,1fr)}
.details.one{grid-template-columns:1fr}
.ok,.go,.warn,.stop,.note{-webkit-print-color-adjust:exact;print-color-adjust:exact}
thead{display:table-header-group}
tr,caption,h1,h2,h3{break-inside:avoid}
.list+article,article+article{break-before:page;margin-top:0}
.matrix{break-inside:avoid;min-width:0}
header+section .matrix{break-inside:auto}
.details{break-inside:avoid}
a{color:inherit}
footer{margin-top:2.5mm;padding-top:1mm}
}
)css";

}  // namespace aftale::reports
