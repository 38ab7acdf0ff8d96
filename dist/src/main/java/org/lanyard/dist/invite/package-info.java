/**
 * {@code lanyard invite}: how the office gives people their first key. The rule: a code is shown to the office once, a letter and its
 * second code are never on one sheet, and what is interrupted is taken up by the next run, so that nobody gets two letters.
 */
package org.lanyard.dist.invite;
