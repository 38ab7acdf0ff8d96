/** Tests of the API for FIDO's conformance tool. */
package org.lanyard.webauthn.conformance;
