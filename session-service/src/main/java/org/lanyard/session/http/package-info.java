/**
 * The service over HTTP: browsers' endpoints, health, and the one method that composes the whole tree.
 *
 * <p>The rule: whatever changes state for a browser checks where the request comes from (Origin, Sec-Fetch-Site) and, once
 * somebody is signed in, the session's CSRF token.
 */
package org.lanyard.session.http;
