/** "6,5" as 6.5. What is no number is sent as it was written: the service says so, by field. */
export const numberIn = text => (/^\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : text.trim() || null);
