/**
 * Who is told of what happens to a person's keys: an outbox, written in the transaction of what it tells of ({@link
 * org.lanyard.session.notice.Notices}), and where people can be reached ({@link org.lanyard.session.notice.Contacts}).
 *
 * <p>The room's rules. Some parents hide from other parents: a notice goes to the person and, where the kind says so, to the
 * safeguarding leads of the schools concerned; to somebody else of the family only where a school permitted exactly that, and
 * then it says neither when nor where nor with what. A change of somebody's address is told to no earlier address: that one may be
 * whom they left. No notice has a link or a secret that signs anybody in. What is personal is sealed under the person's own key, so
 * that it ends with them, and is wiped once it was sent. How a notice travels this room does not know.
 */
package org.lanyard.session.notice;
