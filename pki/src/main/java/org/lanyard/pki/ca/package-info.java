/**
 * The authority: it issues certificates, and nothing leaves it that was not linted and recorded before.
 *
 * <p>The order is fixed: build the TBSCertificate, lint it, commit its record, sign it, store it. Bouncy Castle's builders
 * are used in {@code TbsBuilder} and {@code CertificateRequest} alone; the signature itself is made by whatever provider
 * the JCA prefers.
 */
package org.lanyard.pki.ca;
