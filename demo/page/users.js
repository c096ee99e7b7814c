// Two made-up people, so that it can be seen whose events go out under whose name.

/** @typedef {{ uid: number, openid: string, name: string }} User */

/** @type {User[]} */
export const users = [
  { uid: 80001, openid: 'oTangram-7xQ2-lin', name: 'Lin 小林' },
  { uid: 80002, openid: 'oTangram-7xQ2-wei', name: 'Wei 小伟' },
];

const KEY = 'tangram.user';
let current = users.find(({ uid }) => String(uid) === localStorage.getItem(KEY)) ?? users[0];

export const user = () => current;

/** @param {number} uid */
export function signIn(uid) {
  current = users.find((known) => known.uid === uid) ?? current;
  localStorage.setItem(KEY, String(current.uid));
}
