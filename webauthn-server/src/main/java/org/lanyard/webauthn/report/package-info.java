/**
 * What this service noticed of credentials and has to tell the door: kept until the door took it. A report can have
 * credentials suspended, never more; so it may be sent twice, and late is better than never.
 */
package org.lanyard.webauthn.report;
