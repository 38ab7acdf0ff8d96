/**
 * Sends letters by SMTP (RFC 5321): over TLS unless the server is on this very machine, and to nobody without it. A server that is
 * away, slow or wrongly set up costs time and no letter.
 *
 * <p>The room's rules: what a letter says, to whom it goes and the password of the server are in no log, message or counter. A
 * letter is sent once for all that anybody can do: only a node that dies between the server's yes and its own note of it has it
 * sent once more, under the same Message-ID, by which a mailbox can tell.
 */
package org.lanyard.session.mail;
