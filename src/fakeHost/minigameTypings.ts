import type { HostApis } from './platformApi';
import type { Invented, Official } from './typings';

type Ours = HostApis['wx-game'];
type Theirs = WechatMinigame.Wx;

/** Nothing but types: compiles only if what is `wx` here is `wx` there. */
export const asOfficial = (api: Ours): Official<Pick<Theirs, keyof Ours>> => api;
export const allNamed = (name: Invented<Ours, Theirs>): never => name;
