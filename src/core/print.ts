/** Anything as text: what a hook has thrown may itself throw when it is printed. */
export const print = (value: unknown): string => {
  try {
    return String(value);
  } catch (e) {
    return typeof value;
  }
};
