import { copyText } from './copy';
import { toCurl } from './curl';
import { h, write } from './dom';
import { masked, type WireForm } from './wireForm';

/** Whether secrets are shown: one choice for all requests of a panel. */
export interface Secrets {
  /** A checkbox, for a view that shows requests. */
  checkbox(): HTMLElement;
  areShown(): boolean;
}

export function createSecrets(onChange: () => void): Secrets {
  let areShown = false;
  const boxes: HTMLInputElement[] = [];
  return {
    areShown: () => areShown,
    checkbox() {
      const box = h('input', {
        type: 'checkbox',
        change() {
          areShown = box.checked;
          boxes.forEach((each) => (each.checked = areShown));
          onChange();
        },
      });
      box.checked = areShown;
      boxes.push(box);
      return h('label', { class: 'choice' }, box, ' Show and copy Authorization');
    },
  };
}

const COPIED_FOR = 2000;

/** A request exactly as it goes out, and a button that copies it as a command. */
export function requestDetails(form: WireForm, root: ShadowRoot, secrets: Secrets) {
  const headers = h('dd', { class: 'wire' });
  const command = h('textarea', { readonly: true, rows: '6', 'aria-label': 'The command' });
  command.hidden = true;
  const shown = (): WireForm => (secrets.areShown() ? form : masked(form));
  const button = h(
    'button',
    {
      type: 'button',
      class: 'button',
      async click() {
        const text = toCurl(shown());
        const isCopied = await copyText(text, root);
        command.hidden = isCopied;
        command.value = text;
        if (!isCopied) command.select();
        button.textContent = isCopied ? 'Copied' : 'Copy it from here:';
        setTimeout(() => (button.textContent = 'Copy as curl'), COPIED_FOR);
      },
    },
    'Copy as curl',
  );
  const body =
    form.body === undefined
      ? []
      : [
          h('dt', {}, form.isCompressed ? 'Body, before gzip' : 'Body'),
          h('dd', {}, h('pre', { tabindex: '0', 'aria-label': 'Body' }, form.body)),
        ];
  const element = h(
    'div',
    {},
    h(
      'dl',
      {},
      h('dt', {}, 'Method'),
      h('dd', { class: 'wire' }, form.method),
      h('dt', {}, 'URL'),
      h('dd', { class: 'wire' }, form.url),
      h('dt', {}, 'Headers'),
      headers,
      ...body,
    ),
    h('p', { class: 'actions' }, button),
    command,
  );
  const update = (): void =>
    write(
      headers,
      shown()
        .headers.map(([name, value]) => `${name}: ${value}`)
        .join('\n') || 'none of its own',
    );
  update();
  return { element, update };
}
