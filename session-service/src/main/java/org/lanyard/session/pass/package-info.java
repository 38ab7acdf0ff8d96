/**
 * Lesson passes: a teacher lets a pupil in whose card is at home, at one kiosk or in one room, until the bell.
 *
 * <p>The rule: a pass proves nothing of the pupil's own. It opens a session of the lowest level, and every place that tells of
 * such a session says that a pass opened it. A pupil has one pass at a time.
 */
package org.lanyard.session.pass;
