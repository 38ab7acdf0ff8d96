/**
 * Sessions: who is signed in, for how long, and how it ends.
 *
 * <p>The rule: only the door opens a session, in its own transaction, and every end is a row that is written. Cookie, lease
 * handle and hand-over code are 256 or 128 random bits of which the store knows the SHA-256 alone. No session is cached:
 * each request reads its row, so that whatever ends it has ended it everywhere.
 */
package org.lanyard.session.login;
