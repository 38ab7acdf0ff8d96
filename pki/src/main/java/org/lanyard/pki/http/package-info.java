/**
 * The ground under every HTTP surface of the house: strict readers of forms and JSON, answers, security headers, exact
 * routes, and the server itself.
 *
 * <p>The rule of this room: it knows HTTP and nothing of what is said over it. Whatever comes in is read strictly and
 * within a bound, or refused with an {@link org.lanyard.pki.http.HttpReason}; whatever goes out names no reason: the
 * reason stays in the log, beside a support code.
 */
package org.lanyard.pki.http;
