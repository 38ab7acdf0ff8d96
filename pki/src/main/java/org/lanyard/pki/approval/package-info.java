/**
 * Two-person approval: what one person asks for, a second one approves, and what is done then is what was approved.
 *
 * <p>A request is bound to a hash of all that will be done; approving one thing never lets another pass.
 */
package org.lanyard.pki.approval;
