/**
 * The pages that people see, in English and Welsh: jte templates (precompiled, in {@code src/main/jte}) in the look of
 * GOV.UK Frontend, without its crown and typeface.
 *
 * <p>A page shows what the directory and the guardianships answer for the person who is signed in, and nothing that they
 * did not answer. It never says why something is not there: a child of somebody else, a restriction and a wrong address
 * are one and the same page. Words stand in the message bundles, never in templates; everything is escaped; nothing is
 * inline; each page has at most one script and says clearly what it is where there is none.
 */
package org.lanyard.session.pages;
