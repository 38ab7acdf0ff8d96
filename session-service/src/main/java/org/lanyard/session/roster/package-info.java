/**
 * Reads and imports OneRoster 1.2 CSV bundles (1EdTech OneRoster 1.2, CSV binding).
 *
 * <p>Strict on the way in, and all or nothing: a bundle is checked as a whole, then written in one transaction; one bad
 * line and nothing changes. A roster may name people, schools and classes and <em>propose</em> guardianships; it never
 * confirms one, never lifts a restriction, and what it calls
 * people stays in this room. Cards follow their holders out of it and back ({@link org.lanyard.session.roster.RosterCards}), and
 * never more than 5 % of a school's in one import without a second yes.
 */
package org.lanyard.session.roster;
