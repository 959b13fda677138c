/** 128 random bits as hexadecimal digits. `crypto.randomUUID` is missing where the page came by plain http, as at home. */
export function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
