import SparkMD5 from 'spark-md5';

/** MD5 of a text's UTF-8 bytes, in lower-case hex. The one place that imports spark-md5. */
export const md5 = (text: string): string => SparkMD5.hash(text);
