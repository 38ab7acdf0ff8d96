/** The service from outside: over HTTP, with a door that really verifies, and authenticators that others wrote. */
package org.lanyard.webauthn.http;
