import { createElement as h } from 'react';

export const Lazy = () => h('h1', null, 'Lazy');
