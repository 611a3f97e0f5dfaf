export const shareForAddress = (standard: string, level?: string) =>
  `/share?${new URLSearchParams({ standard, ...(level ? { level } : {}) })}`;
