/** The units that are shipped. */
package org.lanyard.dist.systemd;
