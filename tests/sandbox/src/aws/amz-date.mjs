// Times as Signature Version 4 writes them: 20260101T000000Z.

const AMZ_DATE = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

export const formatAmzDate = (date) => date.toISOString().replace(/[-:]|\.\d{3}/g, '');

/** The Date, or undefined when the text is no such time. */
export function parseAmzDate(text) {
  const date = new Date(String(text).replace(AMZ_DATE, '$1-$2-$3T$4:$5:$6Z'));
  return AMZ_DATE.test(text) && !Number.isNaN(date.getTime()) ? date : undefined;
}
