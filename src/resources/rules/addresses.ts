export const resourceAddress = (id: string) => `/resources/${id}`;
export const historyAddress = (id: string) => `${resourceAddress(id)}/history`;
export const versionAddress = (id: string, number: number) => `${resourceAddress(id)}/versions/${number}`;
export const comparisonAddress = (id: string, from: number, to: number) =>
  `${resourceAddress(id)}/comparison?from=${from}&to=${to}`;
export const hidingAddress = (id: string) => `${resourceAddress(id)}/hiding`;
export const withdrawalAddress = (id: string) => `${resourceAddress(id)}/withdrawal`;
export const erasureAddress = (id: string) => `${resourceAddress(id)}/erasure`;
export const openAddress = (id: string) => `/resources/${id}/open`;
