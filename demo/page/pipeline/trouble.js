import { byId, h } from '../dom.js';

/**
 * What the test server is asked to do to its requests; `lanes`, where it would be too many at once.
 * @type {{ id: string, name: string, what: string, fault?: object, lanes?: number }[]}
 */
const TROUBLES = [
  { id: 'well', name: 'All is well', what: 'the server does its work' },
  { id: '503', name: '503', what: 'the server is down', fault: { status: 503 } },
  { id: '429', name: '429', what: 'come back in 5 s', fault: { status: 429, retryAfter: 5 } },
  { id: '413', name: '413', what: 'over 600 bytes is too large', fault: { tooLargeAbove: 600 } },
  // A browser has six connections to one server, and some are needed to say that all is well.
  {
    id: 'hang',
    name: 'Hang',
    what: 'two of the five never answer',
    fault: { hang: true },
    lanes: 2,
  },
  { id: 'portal', name: 'Portal', what: 'a Wi-Fi’s sign-in page answers', fault: { portal: true } },
  { id: 'offline', name: 'Offline', what: 'each connection is cut', fault: { reset: 'before' } },
  {
    id: 'cut',
    name: 'Cut one answer',
    what: 'the next answer is lost on its way: those records come twice',
    fault: { reset: 'body', times: 1 },
    lanes: 1,
  },
];

const find = (/** @type {string} */ id) => TROUBLES.find((one) => one.id === id) ?? TROUBLES[0];

/** Another tab, or an earlier visit, may have made trouble: how often the server is asked. */
const ASK = 3000;

/**
 * Buttons that hurt the server.
 * @param {readonly string[]} endpoints
 */
export function startTrouble(endpoints) {
  const where = /** @type {HTMLSelectElement} */ (byId('trouble-endpoint'));
  where.append(...endpoints.map((name) => h('option', { value: name }, name)));
  /** @type {Map<string, HTMLElement>} */
  const buttons = new Map();
  let current = 'well';
  let asked = 0;

  for (const { id, name, what } of TROUBLES) {
    const button = h(
      'button',
      {
        id: `trouble-${id}`,
        type: 'button',
        class: 'chip',
        title: what,
        'aria-pressed': 'false',
        'aria-describedby': 'trouble-what',
        onclick: () => void choose(id),
      },
      name,
    );
    buttons.set(id, button);
    byId('troubles').append(button);
  }

  /** @param {string} id */
  function show(id) {
    current = id;
    for (const [other, button] of buttons) {
      button.setAttribute('aria-pressed', String(other === id));
    }
    const { what } = find(id);
    const said = byId('trouble-what');
    if (said.textContent !== what) said.textContent = what;
  }

  /** @param {string} id */
  async function choose(id) {
    const { fault, lanes = endpoints.length } = find(id);
    asked += 1;
    show(id);
    const chosen = where.value === '' ? endpoints.slice(0, lanes) : [where.value];
    await Promise.all(
      endpoints.map((endpoint) => {
        const body = JSON.stringify({ endpoint, fault: chosen.includes(endpoint) ? fault : null });
        return fetch('/_local/fail', { method: 'POST', body });
      }),
    );
    byId('troubles').dataset.armed = id;
    asked += 1;
  }

  async function look() {
    const before = asked;
    try {
      const faults = Object.values(await (await fetch('/_local/faults')).json());
      // Meanwhile somebody has pressed a button.
      if (before !== asked) return;
      const text = JSON.stringify(faults[0]);
      const id = TROUBLES.find(({ fault }) => JSON.stringify(fault) === text)?.id;
      if (id !== undefined) show(id);
    } catch {
      // The server is away.
    }
  }

  where.addEventListener('change', () => void choose(current));
  setInterval(() => {
    if (!document.hidden) void look();
  }, ASK);
  show('well');
  void look();
}
