/** What a host promises beside its callbacks is nobody's rejection. */
export function unheard(answer: unknown): void {
  const { then } = Object(answer) as Partial<Promise<unknown>>;
  if (typeof then === 'function') void then.call(answer, undefined, () => {});
}
