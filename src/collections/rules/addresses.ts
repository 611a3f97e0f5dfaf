export const COLLECTIONS = "/collections";
export const collectionAddress = (id: string) => `${COLLECTIONS}/${id}`;
export const collectAddress = (resource: string, from?: string) =>
  `${COLLECTIONS}/add?resource=${resource}${from ? `&back=${encodeURIComponent(from)}` : ""}`;
