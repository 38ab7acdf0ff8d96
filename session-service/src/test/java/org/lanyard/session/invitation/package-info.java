/** Tests of invitations: who may be sent one, what a browser that tries codes learns, and how many tries there are. */
package org.lanyard.session.invitation;
