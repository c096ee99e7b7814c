import { openByAddress } from './inspector/openByAddress';

export * from './inspector';

openByAddress();
