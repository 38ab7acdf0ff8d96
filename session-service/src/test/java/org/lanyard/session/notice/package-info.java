/** A family of two guardians and a child, two schools with their leads, and a server that takes mail. */
package org.lanyard.session.notice;
