/** What is logged, and how a line looks. Nobody calls this room: logback finds it. */
package org.lanyard.dist.logging;
