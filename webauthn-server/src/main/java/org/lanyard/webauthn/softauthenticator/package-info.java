/**
 * The other side of the wire: a browser and an authenticator in software, for the demo's self-check, the benchmark and the
 * tests. It knows the options that a page would get and the JSON that a page would post, and nothing of the server in the
 * other rooms. Its keys lie in memory unprotected: never for people.
 */
package org.lanyard.webauthn.softauthenticator;
