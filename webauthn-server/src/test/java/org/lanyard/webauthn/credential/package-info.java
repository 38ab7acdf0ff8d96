/** Credential records on both engines. */
package org.lanyard.webauthn.credential;
