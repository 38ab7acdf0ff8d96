/**
 * What the office prints: PIN mailers, card sheets, slips with a lesson pass. Each page has one purpose, and a secret stands on no
 * page with more than the first name of whom it is for.
 *
 * <p>The pages are tagged PDF (ISO 32000-1 §14.8): a language, a title, headings and paragraphs in reading order, so that a screen
 * reader reads them too. The typeface is Liberation Sans, which PDFBox brings and the SIL Open Font License lets us ship; it has
 * the letters of Welsh.
 */
package org.lanyard.session.print;
