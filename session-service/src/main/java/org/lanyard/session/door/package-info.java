/**
 * The door: the one place where proof becomes a session.
 *
 * <p>The rule: {@link org.lanyard.session.door.Door#open} alone opens sessions, after every rule of {@code Rules} has held,
 * in one transaction that consumes the challenge, locks what the session rests on, opens it and writes the audit. Rules are pure;
 * what they look at is gathered before them. Nothing here speaks HTTP.
 */
package org.lanyard.session.door;
