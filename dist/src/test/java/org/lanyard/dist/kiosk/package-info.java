/** The office's kiosks. */
package org.lanyard.dist.kiosk;
