/**
 * Credential records and where they are kept. Pure data and SQL that SQLite and PostgreSQL both speak; what may be
 * stored is decided in {@code ceremony}. Being here makes a credential known, not trusted: the session service pins what
 * it has confirmed.
 */
package org.lanyard.webauthn.credential;
