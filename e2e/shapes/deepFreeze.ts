export const deepFreeze = <T extends object>(value: T): T => {
  Object.values(value).forEach((inner) => {
    if (typeof inner === 'object' && inner) deepFreeze(inner as object);
  });
  return Object.freeze(value);
};
