/** Tests of {@link org.lanyard.webauthn.attestation}: real metadata where it is at hand, and metadata of our own making. */
package org.lanyard.webauthn.attestation;
