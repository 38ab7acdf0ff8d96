/** Tests of {@link org.lanyard.webauthn.report}. */
package org.lanyard.webauthn.report;
