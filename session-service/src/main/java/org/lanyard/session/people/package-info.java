/**
 * The directory: who is known, and which schools and classes they belong to. People come in through the
 * {@code roster} room; what somebody is charged with is given by the office.
 *
 * <p>What a name means to somebody else (a roster's id, a card, a key) never enters here: a person is a UUID of our own
 * and an opaque {@link org.lanyard.session.people.Person#handle() handle}. This room knows nothing of guardians, of
 * sessions or of what anybody may see.
 */
package org.lanyard.session.people;
