import { h, toast, zh } from './dom.js';
import { tracker } from './tracker.js';

const PRODUCTS = [
  { product_id: '1001', name: 'Spring', chinese: '春', line: '6 months, no hurry' },
  { product_id: '1002', name: 'Autumn', chinese: '秋', line: '12 months, smaller steps' },
];

/** What the registration and the bank refuse. */
const REFUSED = '0000';

/** @type {import('./router.js').Mount} */
export function mountLoan(main) {
  let product_id = '';
  let reached = 0;

  /** @param {number} step */
  function reach(step) {
    if (step <= reached) return;
    reached = step;
    draw();
    /** @type {HTMLElement | null} */ (items[step]?.querySelector('input, button'))?.focus();
  }

  /** @param {string} chosen */
  function choose(chosen) {
    product_id = chosen;
    tracker.track('loan', { id: '__LOAN__product', params: { product_id } });
    if (reached === 0) reach(1);
  }

  const code = field('loan-code', 'Code from the message', '1234', '0000 fails, the rest will do');
  const name = field(
    'loan-name',
    'Your name',
    'Lin',
    'It stays here: what you type is not tracked',
  );
  const card = field('loan-card', 'Last four digits', '4242', '0000 fails, the rest will do');

  const items = [
    step('Choose a product', '产品', ...PRODUCTS.map((product) => productChoice(product, choose))),
    step(
      'Register',
      '注册',
      code.label,
      button('loan-register', 'Register', () => {
        const status = code.input.value === REFUSED ? 0 : 1;
        tracker.track('loan', { id: '__LOAN__register', params: { status } });
        if (status) reach(2);
        else toast('Not registered: that code is wrong');
      }),
    ),
    step(
      'Ask for a limit',
      '申请额度',
      button('loan-apply', 'Apply', () => {
        tracker.track('loan', { id: '__LOAN__apply_edu', params: { product_id } });
        reach(3);
      }),
    ),
    step(
      'About you',
      '填写资料',
      name.label,
      button('loan-fill', 'Save', () => {
        tracker.track('loan', { id: '__LOAN__fill_info', params: { product_id } });
        reach(4);
      }),
    ),
    step(
      'Hand it in',
      '提交',
      button('loan-submit', 'Submit', () => {
        tracker.track('loan', { id: '__LOAN__submit', params: { product_id } });
        reach(5);
      }),
    ),
    step(
      'Bind a card',
      '绑卡',
      card.label,
      button('loan-bind', 'Bind', () => {
        const status = card.input.value === REFUSED ? 0 : 1;
        tracker.track('loan', { id: '__LOAN__bind_card', params: { status, product_id } });
        if (status) reach(6);
        else toast('Not bound: the bank said no');
      }),
    ),
    step(
      'Confirm the card',
      '确认绑卡',
      button('loan-confirm', 'Confirm', () => {
        tracker.track('loan', { id: '__LOAN__card_confirm', params: { product_id } });
        reach(7);
      }),
    ),
  ];

  const done = h('p', { id: 'loan-done', class: 'loan-done', role: 'status' });

  function draw() {
    items.forEach((item, i) => {
      const fieldset = item.querySelector('fieldset');
      if (fieldset) fieldset.disabled = i > reached;
      item.dataset.state = i < reached ? 'done' : i === reached ? 'now' : 'later';
    });
    const isDone = reached === items.length;
    done.textContent = isDone ? 'All done. No money comes, and none will be wanted back.' : '';
  }

  function callMe() {
    const params = product_id ? { product_id } : {};
    tracker.track('custom', { id: 'demo_call_me', params });
    toast('Nobody will call, but the event is real');
  }

  main.append(
    h(
      'header',
      { class: 'page-head' },
      h('h1', { tabindex: '-1' }, 'A pretend loan ', zh('借款')),
      h('p', {}, 'Seven steps, as the vendor names them. A stage set: there is no lender.'),
    ),
    h('ol', { class: 'steps' }, ...items),
    done,
    h('p', {}, button('loan-help', 'Call me about it', callMe, 'button plain')),
  );
  draw();
  return { title: 'Loan' };
}

/**
 * @param {string} title
 * @param {string} chinese
 * @param {...Node} content
 */
function step(title, chinese, ...content) {
  const legend = h('legend', {}, title, ' ', zh(chinese));
  return h(
    'li',
    { class: 'step' },
    h('fieldset', {}, legend, h('div', { class: 'step-body' }, ...content)),
  );
}

/**
 * @param {(typeof PRODUCTS)[number]} product
 * @param {(product_id: string) => void} choose
 */
function productChoice({ product_id, name, chinese, line }, choose) {
  const id = `loan-product-${product_id}`;
  const onchange = () => choose(product_id);
  return h(
    'label',
    { class: 'product' },
    h('input', { type: 'radio', name: 'product', id, onchange }),
    h('span', {}, h('strong', {}, name, ' ', zh(chinese)), h('br'), line),
  );
}

/**
 * @param {string} id
 * @param {string} text
 * @param {string} value
 * @param {string} hint
 */
function field(id, text, value, hint) {
  const hintId = `${id}-hint`;
  const props = { id, type: 'text', value, autocomplete: 'off', 'aria-describedby': hintId };
  const input = h('input', props);
  const label = h(
    'div',
    { class: 'field' },
    h('label', { for: id }, text),
    input,
    h('small', { id: hintId }, hint),
  );
  return { input, label };
}

/**
 * @param {string} id
 * @param {string} text
 * @param {() => void} onclick
 */
function button(id, text, onclick, style = 'button') {
  return h('button', { id, class: style, type: 'button', onclick }, text);
}
