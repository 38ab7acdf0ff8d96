/**
 * The service killed in the middle of its work. What a client was told must be true after the restart; what it was not told may be
 * either. Everything is seen from outside: over HTTP, by the command line, and in the store only where it says so.
 */
package org.lanyard.dist.crash;
