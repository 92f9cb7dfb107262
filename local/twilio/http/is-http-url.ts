export const isHttpUrl = (url: string): boolean => /^https?:\/\//iu.test(url) && URL.canParse(url);
