/**
 * What a key is made of, and who vouches for that: FIDO's metadata of models (FIDO Metadata Service 3.1), and the trust in
 * an attestation statement's certificates.
 *
 * <p>Start at {@link org.lanyard.webauthn.attestation.Metadata}, which keeps the metadata, and {@link
 * org.lanyard.webauthn.attestation.AttestationJudge}, which turns a statement's chain into facts. The room's rule: nothing
 * is believed that the configured root does not vouch for, an older issue never replaces a newer one, a refresh that fails
 * leaves what was known, and what nobody has vouched for within its time is told as not certified. It judges models, never
 * people: who may use which key is the session service's to say. Why
 * Yubico's reader of metadata is not used is told at {@code MetadataReader}.
 */
package org.lanyard.webauthn.attestation;
