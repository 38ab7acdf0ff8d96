/**
 * FIDO's conformance tool's server API, so that an authority can have its own installation tried by it. Off unless configured.
 * It has users, ceremonies and credentials of its own, which end with the process: nothing here is a person, nothing opens a
 * session or writes an assertion, and no table of the service is touched.
 */
package org.lanyard.webauthn.conformance;
