/** How it all looks: calm, small, the same on every page, light or dark as the device is. */
export const CSS = `
:host {
  all: initial !important;
  color-scheme: light dark !important;
  --paper: #fff; --shade: #f2f5f4; --line: #d9e0de; --ink: #1b2523; --soft: #56635f;
  --accent: #0b6b5c; --good: #0b6b47; --bad: #ad2e1f; --busy: #6a5206;
  --on-accent: #fff;
  font: 13px/1.45 system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', sans-serif !important;
  color: var(--ink) !important;
  -webkit-text-size-adjust: 100% !important;
}
@media (prefers-color-scheme: dark) {
  :host {
    --paper: #161c1b; --shade: #1f2726; --line: #323d3a; --ink: #e6edeb; --soft: #a2afab;
    --accent: #64cdb6; --good: #6fd3a0; --bad: #ff9c8c; --busy: #e0c064;
    --on-accent: #0d1513;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.panel {
  position: fixed; z-index: 2147483647; inset: auto 0 0 0; height: 62vh; max-height: 62dvh;
  display: flex; flex-direction: column; background: var(--paper);
  border-top: 1px solid var(--line); box-shadow: 0 -4px 24px rgb(0 0 0 / 0.18);
  border-radius: 12px 12px 0 0; overflow: hidden;
  padding-bottom: env(safe-area-inset-bottom);
}
@media (min-width: 700px) {
  .panel {
    inset: auto 16px 16px auto; width: 480px; height: min(640px, calc(100vh - 32px)); max-height: none;
    border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 8px 32px rgb(0 0 0 / 0.22);
  }
}
.tab-of-vconsole { min-height: 100%; background: var(--paper); }
header { display: flex; align-items: center; gap: 8px; padding: 6px 6px 2px 14px; }
h2 { font: inherit; font-weight: 650; margin: 0; }
h3 { font: inherit; font-weight: 650; margin: 16px 0 4px; }
.gap { flex: 1; }
.mode { font-size: 12px; color: var(--busy); border: 1px solid currentcolor; border-radius: 99px; padding: 0 8px; }
button, input, select, textarea { font: inherit; color: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; border-radius: 6px; }
.icon { width: 36px; height: 36px; border: 0; background: none; font-size: 20px; line-height: 1; border-radius: 8px; }
.icon:hover { background: var(--shade); }
.opener {
  position: fixed; z-index: 2147483647; right: 12px; bottom: calc(12px + env(safe-area-inset-bottom));
  border: 0; border-radius: 99px; padding: 10px 16px; background: var(--accent); color: var(--on-accent);
  font-weight: 600; box-shadow: 0 2px 12px rgb(0 0 0 / 0.3);
}
.tabs { display: flex; overflow-x: auto; border-bottom: 1px solid var(--line); padding: 0 6px; flex: none; scrollbar-width: none; }
.tabs button {
  flex: 1 0 auto; border: 0; background: none; padding: 9px 5px 7px; color: var(--soft);
  border-bottom: 2px solid transparent; white-space: nowrap;
}
.tabs button[aria-selected=true] { color: var(--ink); font-weight: 600; border-bottom-color: var(--accent); }
.view { flex: 1; overflow: auto; overscroll-behavior: contain; padding: 10px 14px 20px; min-height: 0; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; margin-bottom: 8px; }
caption { text-align: left; color: var(--soft); font-size: 12px; padding-bottom: 4px; }
th, td { text-align: right; padding: 3px 0 3px 8px; font-weight: 400; }
thead th { color: var(--soft); font-size: 11.5px; vertical-align: bottom; line-height: 1.2; }
tr > :first-child { text-align: left; padding-left: 0; }
tbody tr { border-top: 1px solid var(--line); }
.lane { border: 0; background: none; padding: 2px 8px; margin-left: -8px; border-radius: 99px; color: var(--accent); }
.lane[aria-pressed=true] { background: var(--accent); color: var(--on-accent); }
.list { list-style: none; margin: 0; padding: 0; }
.list > li { border-top: 1px solid var(--line); }
.entry { padding: 7px 0; }
.finding { display: flex; gap: 10px; align-items: baseline; }
.finding .state { min-width: 46px; }
summary, .line { display: flex; align-items: baseline; gap: 6px; flex-wrap: wrap; padding: 7px 0; cursor: pointer; list-style: none; }
.line { padding: 0; cursor: auto; }
summary::-webkit-details-marker { display: none; }
summary::before { content: '›'; color: var(--soft); width: 8px; flex: none; transition: transform 0.1s; }
details[open] > summary::before { transform: rotate(90deg); }
strong { font-weight: 600; overflow-wrap: anywhere; }
time { margin-left: auto; color: var(--soft); font-variant-numeric: tabular-nums; font-size: 12px; }
.state { font-size: 12px; white-space: nowrap; }
.state::before { content: ''; display: inline-block; width: 7px; height: 7px; border-radius: 9px; background: currentcolor; margin-right: 4px; }
.good { color: var(--good); } .bad { color: var(--bad); } .busy { color: var(--busy); }
.inside { padding: 0 0 10px 14px; }
p { margin: 2px 0; overflow-wrap: anywhere; }
.note { color: var(--soft); font-size: 12px; }
.why:empty { display: none; }
.said, pre, .wire, textarea { font: 12px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.said { color: var(--soft); }
pre, .wire { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
pre, dd.wire { background: var(--shade); border-radius: 6px; padding: 6px 8px; max-height: 40vh; overflow: auto; }
dl { margin: 4px 0; } dt { color: var(--soft); font-size: 12px; margin-top: 6px; } dd { margin: 2px 0 0; }
.actions { display: flex; gap: 8px; margin: 10px 0 6px; }
.button { border: 1px solid var(--line); background: var(--paper); border-radius: 8px; padding: 6px 12px; }
.button:hover { background: var(--shade); }
.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
.main:hover { background: var(--accent); }
form { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; }
form label { display: grid; gap: 2px; color: var(--soft); font-size: 12px; }
form .wide, form .actions { grid-column: 1 / -1; }
form .actions { margin: 2px 0 4px; }
input:not([type=checkbox]), select, textarea {
  width: 100%; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); color: var(--ink);
  padding: 6px 8px; font-size: 13px; min-height: 34px;
}
@media (pointer: coarse) { input:not([type=checkbox]), select, textarea { font-size: 16px; } }
.choice { display: inline-flex; align-items: center; gap: 6px; color: var(--soft); font-size: 12px; padding: 2px 0 6px; }
.hidden { position: fixed; opacity: 0; }
`;
