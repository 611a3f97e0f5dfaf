export const organizationAddress = (code: string) => `/organizations/${encodeURIComponent(code)}`;
