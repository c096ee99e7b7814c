import { h, zh } from './dom.js';
import { qrCard } from './qr.js';
import { tracker } from './tracker.js';
import { user } from './users.js';

/** The group (群组) and its channel (频道), as the channel platform counts them. */
const GROUP = { gid: 668801, target_id: '1742' };

/** @typedef {'create' | 'launch' | 'join' | 'delete'} Action */
/** @typedef {'none' | 'draft' | 'open' | 'joined'} State */

/** What may be done when, and what comes of it. */
const STEPS = {
  create: { from: ['none'], to: 'draft' },
  launch: { from: ['draft'], to: 'open' },
  join: { from: ['open'], to: 'joined' },
  delete: { from: ['draft', 'open', 'joined'], to: 'none' },
};

const VOTES = [
  ['Fish Pairs', 7],
  ['Quick Lantern', 4],
  ['Night Windows', 5],
];
const PRIZES = ['A paper lantern', 'Ten extra seconds', 'Nothing, with style'];

/** @type {import('./router.js').Mount} */
export function mountGroup(main) {
  main.append(
    h(
      'header',
      { class: 'page-head' },
      h('h1', { tabindex: '-1' }, 'Player group ', zh('玩家群')),
      h('p', {}, `Channel ${GROUP.target_id}. Make a vote or a lottery, and see it through.`),
    ),
    h(
      'div',
      { class: 'two' },
      operationCard({
        kind: 'vote',
        title: 'Vote',
        chinese: '投票',
        question: 'What do we play on Friday?',
        join: 'Vote',
        joinChinese: '参与',
        body: voteBody,
      }),
      operationCard({
        kind: 'lottery',
        title: 'Lottery',
        chinese: '抽奖',
        question: 'One draw for each, no blanks but one.',
        join: 'Draw',
        joinChinese: '参与',
        body: lotteryBody,
      }),
    ),
    qrCard(),
  );
  return { title: 'Group' };
}

/**
 * @param {object} options
 * @param {'vote' | 'lottery'} options.kind
 * @param {string} options.title
 * @param {string} options.chinese
 * @param {string} options.question
 * @param {string} options.join
 * @param {string} options.joinChinese
 * @param {(state: State) => Node} options.body
 */
function operationCard({ kind, title, chinese, question, join, joinChinese, body }) {
  /** @type {State} */
  let state = 'none';
  let id = '';

  const badge = h('span', { class: 'badge', role: 'status', 'data-testid': `${kind}-state` });
  const content = h('div', { class: 'operation' });
  const labels = {
    create: ['Create', '创建'],
    launch: ['Launch', '发起'],
    join: [join, joinChinese],
    delete: ['Delete', '删除'],
  };
  const actions = /** @type {Action[]} */ (Object.keys(STEPS));
  const buttons = actions.map((action) =>
    h(
      'button',
      { id: `${kind}-${action}`, class: 'button', type: 'button', onclick: () => perform(action) },
      labels[action][0],
      ' ',
      zh(labels[action][1]),
    ),
  );

  /** @param {Action} action */
  function perform(action) {
    if (action === 'create') id = `${kind}-${Date.now()}`;
    tracker.track(kind, { action, id, ...GROUP, uid: user().uid });
    state = /** @type {State} */ (STEPS[action].to);
    draw();
    buttons.find((button) => !button.disabled)?.focus();
  }

  function draw() {
    badge.textContent = { none: 'none yet', draft: 'draft', open: 'open', joined: 'joined' }[state];
    badge.dataset.state = state;
    content.replaceChildren(body(state));
    buttons.forEach((button, i) => {
      const isNext = STEPS[actions[i]].from.includes(state);
      button.disabled = !isNext;
      button.classList.toggle('quiet', actions[i] === 'delete');
    });
  }

  draw();
  return h(
    'section',
    { class: 'card', 'aria-labelledby': `${kind}-title` },
    h(
      'div',
      { class: 'card-head' },
      h('h2', { id: `${kind}-title` }, title, ' ', zh(chinese)),
      badge,
    ),
    h('p', {}, question),
    content,
    h('div', { class: 'row' }, ...buttons),
  );
}

/** @param {State} state */
function voteBody(state) {
  const isCounted = state === 'joined';
  const rows = VOTES.map(([name, votes], i) => {
    const count = Number(votes) + (isCounted && i === 0 ? 1 : 0);
    return h(
      'li',
      {},
      h('span', {}, String(name)),
      h('progress', { class: 'bar', max: 10, value: isCounted ? count : 0, 'aria-label': name }),
      h('span', { class: 'number' }, isCounted ? String(count) : '–'),
    );
  });
  return h('ul', { class: 'votes' }, ...rows);
}

/** @param {State} state */
function lotteryBody(state) {
  const texts = {
    none: 'No lottery',
    draft: 'Only you can see it',
    open: 'The drum turns …',
    joined: PRIZES[Math.floor(Math.random() * PRIZES.length)],
  };
  return h('p', { class: 'prize', 'data-state': state }, texts[state]);
}
