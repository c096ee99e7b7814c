import { h } from 'vue';

export const Lazy = { render: () => h('h1', 'Lazy') };
